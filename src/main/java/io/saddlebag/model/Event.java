package io.saddlebag.model;

/** What happened to a path; the names are those of the header {@code CamelFileEventType}. */
public enum Event {
    CREATE,
    MODIFY,
    DELETE
}
