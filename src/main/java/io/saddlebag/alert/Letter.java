package io.saddlebag.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Makes messages of news: the same news give the same message. Names of files and texts of errors cannot change its form. */
public final class Letter {

    private final String host;
    private final Wording wording;

    /**
     * Messages from a machine.
     *
     * @param host what it is called
     * @param zone on whose clock times are given
     */
    public Letter(String host, ZoneId zone) {
        this.host = host;
        this.wording = new Wording(zone);
    }

    /** One message with all of the news, of which there is at least one. */
    public Message write(String id, Instant created, List<Told> news) {
        var subject = Headline.subject(host, news.stream().map(Told::news).toList());
        var sections = news.stream().map(wording::section).toList();
        var footer = "Saddlebag on " + Line.of(host) + ", " + wording.time(created)
                + ". What lasts is told again after alert.repeat at the earliest.";
        return new Message(
                id,
                created,
                subject,
                TextForm.of(sections, footer),
                HtmlForm.of(subject, sections, footer),
                RunText.of(news, wording));
    }
}
