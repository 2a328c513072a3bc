package flux.embedded.program;

import java.io.Serializable;

/**
 * A place that a running script comes to; it comes to the same places when it is run again.
 *
 * @param branch the way to the branch, empty for the script itself
 * @param point how many places of the branch came before
 */
public record Place(String branch, int point) implements Serializable {
    @Override
    public String toString() {
        return branch + '#' + point;
    }
}
