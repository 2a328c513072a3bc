package org.jenkinsci.remoting;

import java.io.Serializable;

/** An object that may be sent to an agent, but not stored. */
public interface SerializableOnlyOverRemoting extends Serializable {}
