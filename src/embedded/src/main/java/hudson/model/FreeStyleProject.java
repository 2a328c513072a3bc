package hudson.model;

/** A freestyle project. */
public class FreeStyleProject extends Project<FreeStyleProject, FreeStyleBuild> implements TopLevelItem {
    public FreeStyleProject(ItemGroup<? extends Item> parent, String name) {
        super(parent, name);
    }
}
