package io.jenkins.plugins.flux;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The fault matrix in the docs says something in every cell, and each row names tests that there are. */
class FaultMatrixTest {

    private final DocumentedTests matrix = new DocumentedTests("faults.md", 4);

    @Test
    void noCellIsEmpty() throws IOException {
        matrix.assertThatNoCellIsEmpty();
    }

    @Test
    void eachRowNamesTestsThatThereAre() throws IOException {
        matrix.assertThatEachRowNamesTestsThatThereAre();
    }
}
