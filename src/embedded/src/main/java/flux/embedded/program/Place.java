package flux.embedded.program;

import java.io.Serializable;

/**
 * A place that a running script reaches; it reaches the same places when it runs again.
 *
 * @param branch path to the branch; empty for the script itself
 * @param point number of earlier places of the branch
 */
public record Place(String branch, int point) implements Serializable {
    @Override
    public String toString() {
        return branch + '#' + point;
    }
}
