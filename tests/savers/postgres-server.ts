// A PostgreSQL server of one's own for a test file: a new cluster in a temporary folder, on loopback, gone afterwards.
// It needs the programs of PostgreSQL (initdb, postgres) on the machine; without them a test fails and says so.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export interface PostgresServer extends AsyncDisposable {
  /** Of a superuser, without a password; the database is empty. */
  readonly url: string;
  /** "15.18", as the server says. */
  readonly version: string;
}

const DEBIAN = "/usr/lib/postgresql";

export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(tmpdir(), "forkpoint-postgres-"));
  const user = serverUser();
  if (user !== undefined) chownSync(folder, user, user);
  const run = (program: string, args: string[]): ChildProcess =>
    spawn(findProgram(program), args, { uid: user, gid: user, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });

  // No fsync: the cluster does not outlive the test. The locale fixes the order of text.
  const options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  await ended(run("initdb", [`--pgdata=${folder}/data`, ...options]), "initdb");
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "autovacuum=off",
    "max_connections=50",
  ];
  const server = run("postgres", ["-D", `${folder}/data`, "-p", `${port}`, ...settings.flatMap((set) => ["-c", set])]);
  const killed = () => void server.kill("SIGKILL");
  process.once("exit", killed);
  const version = await ready(server);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    version,
    async [Symbol.asyncDispose]() {
      const gone = once(server, "exit");
      // "Immediate": connections that are still open need not be waited for.
      server.kill("SIGQUIT");
      await gone;
      process.off("exit", killed);
      rmSync(folder, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root; "nobody" exists on every Linux. */
function serverUser(): number | undefined {
  return process.getuid?.() === 0 ? 65_534 : undefined;
}

function findProgram(name: string): string {
  const onPath = (process.env.PATH ?? "").split(path.delimiter);
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => path.join(DEBIAN, version, "bin")) : [];
  const folder = [...onPath, ...debian.toSorted().toReversed()].find((each) => existsSync(path.join(each, name)));
  if (folder === undefined)
    throw new Error(
      `PostgreSQL is needed for this test: no ${name} on the PATH nor in ${DEBIAN}. On Debian: apt-get install postgresql`,
    );
  return path.join(folder, name);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function ended(child: ChildProcess, name: string): Promise<void> {
  let said = "";
  child.stdout!.on("data", () => {});
  child.stderr!.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${said}`);
}

/** Resolves with the server's version as soon as it accepts connections. */
function ready(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout!.on("data", () => {});
    server.stderr!.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("ready to accept connections"))
        resolve(/starting PostgreSQL (\S+)/.exec(said)?.[1] ?? "unknown");
    });
    server.once("exit", (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
    server.once("error", reject);
  });
}
