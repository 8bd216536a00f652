// The script of /container.html: there is nothing else on that page.
import { serveContainer } from "../../../runtimes/webcontainer/container-frame.ts";
import snapshotUrl from "../../../../.build/vendor/container.bin?url";

serveContainer({ snapshotUrl });
