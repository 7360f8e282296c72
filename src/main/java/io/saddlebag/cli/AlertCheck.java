package io.saddlebag.cli;

import io.saddlebag.Sending;
import io.saddlebag.Settings;
import io.saddlebag.model.SaddlebagException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the admins could be told: the routes, and the mail server without sending anything. */
final class AlertCheck {

    private AlertCheck() {}

    /** What was found. */
    static List<Check> of(Settings settings) {
        var checks = new ArrayList<Check>();
        checks.add(routes(settings));
        if (settings.messaging().mails()) {
            checks.add(Sending.tryServer(settings)
                    .map(problem -> Check.problem("mail", ExitCode.FAILED, problem))
                    .orElseGet(() -> Check.ok("mail", "the server can be used; \"saddlebag alert --test\" sends one")));
        }
        return checks;
    }

    private static Check routes(Settings settings) {
        try {
            Sending.tryRoutes(settings);
            return Check.ok("alerts, routes", "can be started");
        } catch (SaddlebagException e) {
            return Check.problem("alerts, routes", ExitCode.of(e), String.valueOf(e.getMessage()));
        }
    }
}
