package io.jenkins.plugins.flux.simulator.server;

import io.jenkins.plugins.flux.simulator.Operation;
import io.jenkins.plugins.flux.simulator.server.ImageAddresses.Address;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The host of the rendered files. Requires no key. */
final class ImageService implements Host {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final ImageAddresses addresses;
    private final ImageFiles files;
    private final URI otherName;

    ImageService(Images images) {
        this.addresses = images.addresses();
        this.files = images.files();
        // Under another name, the same listener is another origin for a caller.
        this.otherName = URI.create("http://localhost:" + images.host().getPort());
    }

    @Override
    public Target target(Call call) {
        return addresses
                .find(call.path())
                .map(address -> Target.about(Operation.IMAGE, Optional.of(address.job())))
                .orElse(Target.other());
    }

    @Override
    public Answer answer(Call call, Target target) {
        Optional<Address> address = addresses.find(call.path());
        if (address.isEmpty()) {
            return Answer.of(ErrorReplies.usual(404, Operation.IMAGE));
        }
        if (!METHODS.contains(call.method())) {
            return Answer.of(Reply.text(405, "Method not allowed").with("Allow", "GET, HEAD"));
        }
        return Answer.of(addresses
                .download(address.get())
                .map(status -> ErrorReplies.usual(status, Operation.IMAGE))
                .orElseGet(() -> file(address.get())));
    }

    @Override
    public URI otherHost() {
        return otherName;
    }

    private Reply file(Address address) {
        String contentType = ImageFiles.format(address.job()).contentType();
        return Reply.of(200, contentType, files.bytes(address.job(), address.index()))
                .with("Cache-Control", "public, max-age=3600");
    }
}
