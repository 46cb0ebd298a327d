package io.crealia.local.cli;

import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.AuditLog;
import io.crealia.platform.privacy.AuditLog.Finding;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.store.MongoConnection;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The audit log. */
@Command(name = "audit", subcommands = AuditCommand.Verify.class, description = "Checks the audit log.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "verify")
final class AuditCommand {
    /** Reads whole chains and says whether each row is what was written. */
    @Command(name = "verify", description = "Reads the audit log of the running edition and says whether it is whole.", mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        private static final String DATABASE = "crealia";

        @Mixin
        private Options options;

        @Option(names = "--tenant", paramLabel = "TENANT", description = "Only this tenant's. Default: every tenant's")
        private String tenant;

        @Override
        public Integer call() {
            var only = tenant == null ? List.<TenantId>of() : List.of(new TenantId(tenant));
            var settings = options.settings();
            var running = RunFile.read(settings.home());
            if (running.isEmpty()) {
                System.err.println(StatusCommand.NOT_RUNNING);
                return Exit.ENVIRONMENT;
            }
            try (var mongo = new MongoConnection(() -> running.get().mongo().toString(), DATABASE)) {
                var log = new AuditLog(mongo.collection("audit"), mongo.collection("audit_heads"),
                        () -> new Secret(LocalEdition.privacyKey(settings)), InstantSource.system());
                return verify(log, only.isEmpty() ? log.tenants() : only);
            } catch (IllegalArgumentException e) {
                System.err.println("crealia: the audit log has a row that can be no tenant's");
                return Exit.NOT_READY;
            }
        }

        private int verify(AuditLog log, Collection<TenantId> tenants) {
            var exit = Exit.OK;
            for (var each : tenants) {
                var finding = log.verify(each);
                if (options.json()) {
                    System.out.println(json(each, finding));
                } else {
                    System.out.println(line(each, finding));
                }
                exit = finding instanceof Finding.Broken ? Exit.NOT_READY : exit;
            }
            if (tenants.isEmpty() && !options.json()) {
                System.out.println("the audit log is empty");
            }
            return exit;
        }

        private static String line(TenantId tenant, Finding finding) {
            return switch (finding) {
                case Finding.Intact(var end) -> "%-20s whole, %d rows, end %s".formatted(tenant, end.sequence(),
                        end.mac());
                case Finding.Broken(var sequence, var what) ->
                    "%-20s DAMAGED at row %d: %s (%d rows before it are whole)"
                            .formatted(tenant, sequence, what, sequence - 1);
            };
        }

        private static String json(TenantId tenant, Finding finding) {
            var json = Json.object().put("tenant", tenant.value());
            return Json.text(switch (finding) {
                case Finding.Intact(var end) -> json.put("whole", true).put("rows", end.sequence())
                        .put("end", end.mac());
                case Finding.Broken(var sequence, var what) -> json.put("whole", false).put("rows", sequence - 1)
                        .put("damaged_row", sequence).put("damage", what);
            });
        }
    }
}
