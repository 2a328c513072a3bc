package io.jenkins.plugins.flux;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** No cell of the fault matrix in the docs is empty, and each row names existing tests. */
class FaultMatrixTest {

    private final DocumentedTests matrix = new DocumentedTests("faults.md", 4);

    @Test
    void noCellIsEmpty() throws IOException {
        matrix.assertThatNoCellIsEmpty();
    }

    @Test
    void eachRowNamesExistingTests() throws IOException {
        matrix.assertThatEachRowNamesExistingTests();
    }
}
