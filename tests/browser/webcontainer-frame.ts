// The script of the harness's container frame, as the site's own page has one.
import { serveContainer } from "../../src/runtimes/webcontainer/container-frame.ts";

serveContainer({ snapshotUrl: new URLSearchParams(location.search).get("snapshot") ?? "/vendor/container.bin" });
