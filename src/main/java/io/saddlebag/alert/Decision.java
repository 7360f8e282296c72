package io.saddlebag.alert;

import io.saddlebag.model.AlertNews;
import io.saddlebag.model.OpenAlert;
import java.util.List;

/**
 * What was decided.
 *
 * @param open the conditions that there are now
 * @param news what is to be told, in order
 */
public record Decision(List<OpenAlert> open, List<AlertNews> news) {

    /** The lists are copied. */
    public Decision {
        open = List.copyOf(open);
        news = List.copyOf(news);
    }
}
