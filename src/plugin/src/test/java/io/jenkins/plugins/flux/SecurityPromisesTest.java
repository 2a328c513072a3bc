package io.jenkins.plugins.flux;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Each promise on the page about security names existing tests. */
class SecurityPromisesTest {

    private final DocumentedTests promises = new DocumentedTests("security.md", 2);

    @Test
    void noCellIsEmpty() throws IOException {
        promises.assertThatNoCellIsEmpty();
    }

    @Test
    void eachPromiseNamesExistingTests() throws IOException {
        promises.assertThatEachRowNamesExistingTests();
    }
}
