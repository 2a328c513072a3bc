package io.jenkins.plugins.flux.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.jenkins.plugins.flux.simulator.CallEffect;
import io.jenkins.plugins.flux.simulator.Exchange;
import io.jenkins.plugins.flux.simulator.HostRole;
import io.jenkins.plugins.flux.simulator.fault.Effects;
import java.io.IOException;
import java.util.Optional;

/** Handles all calls of a host: find the target and the faults, decide the answer, record it, send it. */
final class HostHandler implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(HostHandler.class.getName());

    private final HostRole role;
    private final Host host;
    private final CallFaults faults;
    private final KeyEchoes echoes;
    private final CallRecorder recorder;
    private final Sender sender;
    private final int maxRequestBytes;

    HostHandler(
            HostRole role,
            Host host,
            CallFaults faults,
            KeyEchoes echoes,
            CallRecorder recorder,
            Sender sender,
            int maxRequestBytes) {
        this.role = role;
        this.host = host;
        this.faults = faults;
        this.echoes = echoes;
        this.recorder = recorder;
        this.sender = sender;
        this.maxRequestBytes = maxRequestBytes;
    }

    @Override
    public void handle(HttpExchange http) {
        recorder.opened();
        OpenAnswer open = new OpenAnswer(http, recorder::closed);
        try {
            open.attempt(() -> answer(Call.read(role, http, maxRequestBytes), open));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "cannot answer " + http.getRequestMethod() + " " + http.getRequestURI(),
                    e);
            open.close();
        }
    }

    private void answer(Call call, OpenAnswer open) throws IOException {
        Target target = host.target(call);
        Effects<CallEffect> effects = faults.of(call, target);
        Answer answer = decide(call, target, effects);
        Optional<Reply> reply = answer.reply()
                .map(plain -> effects.find(CallEffect.Content.class)
                        .map(content -> Contents.apply(content, plain))
                        .orElse(plain))
                .map(changed -> effects.find(CallEffect.HostileText.class)
                        .map(hostile -> HostileTexts.in(changed, hostile.length()))
                        .orElse(changed))
                .map(changed -> effects.has(CallEffect.KeyInAnswers.class) ? echoes.in(changed, call) : changed);
        Optional<CallEffect.Delivery> delivery = effects.find(CallEffect.Delivery.class);
        int status = delivery.filter(HostHandler::isSilent).isPresent()
                ? Exchange.NO_ANSWER
                : reply.map(Reply::status).orElse(Exchange.NO_ANSWER);
        recorder.add(call, target, answer, effects, status);
        if (reply.isEmpty()) {
            open.close();
        } else if (delivery.isPresent()) {
            sender.send(open, reply.get(), delivery.get());
        } else {
            sender.send(open, reply.get());
        }
    }

    private Answer decide(Call call, Target target, Effects<CallEffect> effects) {
        return faults.refusal(call, target, effects, host.otherHost()).orElseGet(() -> host.answer(call, target));
    }

    private static boolean isSilent(CallEffect.Delivery effect) {
        return effect instanceof CallEffect.LostAfter || effect instanceof CallEffect.StalledHeaders;
    }
}
