package io.saddlebag.catalog;

import io.saddlebag.model.SaddlebagException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of the database means, and the way out of it. */
final class Failures {

    private static final int PRIMARY = 0xFF;

    private Failures() {}

    static SaddlebagException translate(Path file, SQLException failure) {
        return isDamage(failure) ? corrupt(file, failure) : unusable(file, failure);
    }

    static CatalogCorruptException corrupt(Path file, Exception failure) {
        return new CatalogCorruptException(
                "the catalog %s is damaged: %s. No backup is affected. Run the job again: the file is then set aside, and a new catalog is made by comparing with the destination."
                        .formatted(file, failure.getMessage()),
                failure);
    }

    private static CatalogException unusable(Path file, SQLException failure) {
        return new CatalogException(
                "the catalog %s cannot be used: %s. %s".formatted(file, failure.getMessage(), wayOut(failure)),
                failure);
    }

    /** Damage of the content, and also a table that is gone. */
    static boolean isDamage(SQLException failure) {
        if (code(failure) == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ.code) {
            return true;
        }
        int primary = code(failure) & PRIMARY;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code
                || (isLogicError(failure)
                        && String.valueOf(failure.getMessage()).contains("no such "));
    }

    static boolean isLogicError(SQLException failure) {
        return code(failure) == SQLiteErrorCode.SQLITE_ERROR.code;
    }

    static boolean isCannotOpen(SQLException failure) {
        return (code(failure) & PRIMARY) == SQLiteErrorCode.SQLITE_CANTOPEN.code;
    }

    private static int code(SQLException failure) {
        return failure instanceof SQLiteException e ? e.getResultCode().code : failure.getErrorCode();
    }

    private static String wayOut(SQLException failure) {
        int primary = code(failure) & PRIMARY;
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return "Free some space there, or set saddlebag.home to a directory on another disk.";
        }
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code) {
            return "Another process has been writing to it for too long: end it, then run the job again.";
        }
        if (primary == SQLiteErrorCode.SQLITE_READONLY.code
                || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || primary == SQLiteErrorCode.SQLITE_PERM.code) {
            return "Make sure that the user Saddlebag runs as may write to the file and its directory.";
        }
        return "Check the disk, or set saddlebag.home to a directory on another one.";
    }
}
