package io.jenkins.plugins.flux;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The properties of a class that forms, Pipelines and Configuration as Code can set. */
final class DataBound {

    private DataBound() {}

    static Set<String> propertiesOf(Class<?> bound) {
        Stream<String> setters = Arrays.stream(bound.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(Method::getName)
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4));
        Stream<String> constructorParameters = Arrays.stream(bound.getDeclaredConstructors())
                .filter(constructor -> constructor.isAnnotationPresent(DataBoundConstructor.class))
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .map(Parameter::getName);
        return Stream.concat(setters, constructorParameters).collect(Collectors.toCollection(TreeSet::new));
    }
}
