package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cli.ApiClient;
import io.crealia.testkit.contract.Contract;
import io.crealia.testkit.contract.Operation;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Holds every answer that an app gets in a test against the API's document, which has every route (ApiContractTest). */
final class ContractWatch implements ApiClient.Watcher {
    private final Contract contract = Contract.read(Edition.ROOT);
    private final Set<String> faults = new ConcurrentSkipListSet<>();

    @Override
    public void saw(String method, URI address, int status, Map<String, String> headers, byte[] body) {
        contract.find(method, address.getPath()).ifPresent(
                operation -> faults.addAll(operation.faults(new Operation.Answer(status, headers, body))));
    }

    void check() {
        assertThat(faults).as("answers that are not as the document says").isEmpty();
    }
}
