package org.jenkinsci.remoting;

import java.io.Serializable;

/** Something that may travel to an agent but may not be stored. */
public interface SerializableOnlyOverRemoting extends Serializable {}
