package io.saddlebag.cli;

import io.saddlebag.restore.Overwrite;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words of {@code --overwrite}: {@code always}, {@code if-changed}, {@code if-newer}, {@code never}. */
final class OverwriteWord implements ITypeConverter<Overwrite>, Iterable<String> {

    @Override
    public Overwrite convert(String word) {
        return Arrays.stream(Overwrite.values())
                .filter(overwrite -> of(overwrite).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("'" + word + "' is not one of " + String.join(", ", this)));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Overwrite.values()).map(OverwriteWord::of).iterator();
    }

    private static String of(Overwrite overwrite) {
        return overwrite.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
