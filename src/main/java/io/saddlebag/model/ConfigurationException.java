package io.saddlebag.model;

/** The configuration or the command line is wrong; nothing was started. The message names key, file and line. */
public final class ConfigurationException extends SaddlebagException {

    private static final long serialVersionUID = 1L;

    /** With a message that can be shown as it is. */
    public ConfigurationException(String message) {
        super(message);
    }
}
