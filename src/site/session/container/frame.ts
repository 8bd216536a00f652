// The script of /container.html, which says where the snapshot is: there is nothing else on that page.
import { serveContainer } from "../../../runtimes/webcontainer/container-frame.ts";

const { snapshot } = document.documentElement.dataset;
if (snapshot === undefined) throw new Error("container.html does not say where the snapshot is");
serveContainer({ snapshotUrl: snapshot });
