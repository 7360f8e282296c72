package io.saddlebag.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.util.OrderedLocationProperties;

/** camel-main, with what no property, variable or option of Java may change. */
final class Engine extends Main {

    @Override
    protected void doConfigureCamelContextFromMainConfiguration(
            CamelContext context, MainConfigurationProperties config, OrderedLocationProperties configured)
            throws Exception {
        // A reload removes the routes of all jobs, and only those of files would come back.
        config.setRoutesReloadEnabled(false);
        super.doConfigureCamelContextFromMainConfiguration(context, config, configured);
    }
}
