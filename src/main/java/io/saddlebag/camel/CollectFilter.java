package io.saddlebag.camel;

import io.saddlebag.mirror.CollectJob;
import java.io.File;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/** Lets a consumer of local files ask its job about each path that it lists. */
final class CollectFilter implements GenericFileFilter<File> {

    private final CollectJob job;

    CollectFilter(CollectJob job) {
        this.job = job;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        var path = file.getFile().toPath();
        if (!path.toString().equals(file.getAbsoluteFilePath())) {
            job.refuse(path, file.isDirectory());
            return false;
        }
        return job.admits(path, file.isDirectory());
    }
}
