package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.CallEffect;
import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.fault.Effects;
import io.jenkins.plugins.flux.simulator.fault.FaultRegister;
import io.jenkins.plugins.flux.simulator.fault.Subject;
import io.jenkins.plugins.flux.simulator.job.Job;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks up the effects on a call, and answers calls that are not carried out. */
final class CallFaults {
    private final FaultRegister register;
    private final Refusals refusals;

    CallFaults(FaultRegister register, Refusals refusals) {
        this.register = register;
        this.refusals = refusals;
    }

    Effects<CallEffect> of(Call call, Target target) {
        Predicate<CallEffect> possible = RedirectMark.of(call).isPresent() ? CallFaults::isNoRedirect : effect -> true;
        if (target.operation() == Operation.SUBMIT) {
            return register.onSubmit(target.prompt(), target.directive(), possible);
        }
        String requestId = target.job().map(Job::requestId).orElse("");
        return register.onCall(new Subject(target.operation(), target.prompt(), requestId), possible);
    }

    /** Returns the answer to a call that is not carried out; empty if it is to be carried out. */
    Optional<Answer> refusal(Call call, Target target, Effects<CallEffect> effects, URI otherHost) {
        Optional<RedirectMark> mark = RedirectMark.of(call).filter(RedirectMark::isUnderWay);
        if (mark.isPresent()) {
            return Optional.of(Answer.of(Refusals.redirectTo(mark.get().next().on(call.path()))));
        }
        return effects.find(CallEffect.Refusal.class)
                .map(effect -> refusals.reply(effect, call, target.operation(), otherHost)
                        .map(Answer::of)
                        .orElse(Answer.none()));
    }

    private static boolean isNoRedirect(CallEffect effect) {
        return !(effect instanceof CallEffect.Redirect || effect instanceof CallEffect.RedirectHops);
    }
}
