package io.jenkins.plugins.flux.queue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads results in the forms that the service and the providers behind it use. */
final class ResultReader {
    /** Where results have the seed; the first whole number counts. */
    private static final List<String> SEEDS = List.of(
            "/seed",
            "/metadata/seed",
            "/result/seed",
            "/outputs/0/seed",
            "/images/0/seed",
            "/output/0/seed",
            "/output/seed",
            "/data/0/seed",
            "/parameters/seed",
            "/metadata/parameters/seed");

    private ResultReader() {}

    /** Reads the result in a body; empty if it has no image in any known form. */
    static Optional<JobResult> read(String requestId, JsonNode body, String rawJson) {
        List<OutputImage> outputs = OutputReader.read(body);
        if (outputs.isEmpty()) {
            return Optional.empty();
        }
        String metadata = Json.field(body, "metadata")
                .filter(JsonNode::isObject)
                .map(Json::write)
                .orElse("{}");
        return Optional.of(new JobResult(requestId, outputs, seed(body), metadata, rawJson));
    }

    private static Optional<BigInteger> seed(JsonNode body) {
        return SEEDS.stream().map(body::at).flatMap(ResultReader::integer).findFirst();
    }

    private static Stream<BigInteger> integer(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Stream.of(value.bigIntegerValue()).filter(ParameterRules::isSeed);
        }
        boolean isDigits = value.isTextual() && value.textValue().matches("-?[0-9]{1,1000}");
        return isDigits ? Stream.of(new BigInteger(value.textValue())) : Stream.empty();
    }
}
