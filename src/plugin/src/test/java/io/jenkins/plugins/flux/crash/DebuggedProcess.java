package io.jenkins.plugins.flux.crash;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.ByteValue;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** A host process controlled by a {@link Debugger}. Only the thread that has reached a place is stopped there. */
final class DebuggedProcess {

    private final VirtualMachine machine;

    DebuggedProcess(VirtualMachine machine) {
        this.machine = machine;
    }

    /** Lets the process run without being watched. */
    void release() {
        machine.dispose();
    }

    /**
     * Lets the process run until it ends or reaches a place, where its thread then waits.
     *
     * @param goesOn whether the thread continues instead
     * @return false if it has ended
     */
    boolean comesTo(CodePlace place, boolean goesOn) throws InterruptedException {
        try {
            watchFor(place);
            machine.resume();
            while (true) {
                EventSet events = machine.eventQueue().remove();
                for (Event event : events) {
                    if (event instanceof ClassPrepareEvent loaded) {
                        stopAt(place, loaded.referenceType());
                    } else if (event instanceof BreakpointEvent stopped && isMeant(place, stopped.thread())) {
                        if (goesOn) {
                            events.resume();
                        }
                        return true;
                    } else if (event instanceof VMDisconnectEvent) {
                        return false;
                    }
                }
                events.resume();
            }
        } catch (VMDisconnectedException ended) {
            return false;
        }
    }

    private void watchFor(CodePlace place) {
        ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
        loaded.addClassFilter(place.className());
        loaded.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        loaded.enable();
    }

    private void stopAt(CodePlace place, ReferenceType type) {
        BreakpointRequest stop = machine.eventRequestManager().createBreakpointRequest(location(place, type));
        stop.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        stop.enable();
    }

    private static Location location(CodePlace place, ReferenceType type) {
        Method method = type.methods().stream()
                .filter(candidate -> (candidate.name() + candidate.signature()).equals(place.method()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + place));
        if (!place.end()) {
            return method.location();
        }
        try {
            return method.allLineLocations().stream()
                    .max(Comparator.comparingLong(Location::codeIndex))
                    .orElseThrow();
        } catch (com.sun.jdi.AbsentInformationException noLineNumbers) {
            throw new IllegalStateException(noLineNumbers);
        }
    }

    private static boolean isMeant(CodePlace place, ThreadReference thread) {
        return place.text().isEmpty() || firstArgument(thread).contains(place.text());
    }

    private static String firstArgument(ThreadReference thread) {
        try {
            ArrayReference array =
                    (ArrayReference) thread.frame(0).getArgumentValues().get(0);
            List<com.sun.jdi.Value> values = array.getValues();
            byte[] bytes = new byte[values.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = ((ByteValue) values.get(i)).value();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IncompatibleThreadStateException notStopped) {
            throw new IllegalStateException(notStopped);
        }
    }
}
