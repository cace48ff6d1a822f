import type { Readable } from 'node:stream'
import type { SandboxActivity, SandboxDescription, SandboxEngine } from '#lib/sandbox/description.ts'
import type { DriverKind, SandboxKey, SandboxSpec } from '#lib/sandbox/spec.ts'

/**
 * The one interface between the worker and what runs commands. Implemented by `docker/` and `virtual/`, and held to
 * the same contract test. Whatever comes out of a sandbox is untrusted.
 */
export interface SandboxDriver {
  readonly kind: DriverKind
  /**
   * The agent's sandbox, created, started or adopted as needed; concurrent calls for one agent share one result.
   * The caller holds the agent's lease. `takeover` is true when another holder had it before: its commands are killed.
   * @throws AppError `unavailable` when the engine cannot be reached or the image is missing.
   */
  open(spec: SandboxSpec, options?: { takeover?: boolean }): Promise<Sandbox>
  /** The workspace's files, without any agent: for people, and while all agents sleep. */
  files(spec: Pick<SandboxSpec, 'tenantId' | 'workspaceId'>): Promise<FileOps>
  /** All bytes of the workspace's volume as a tar stream (paths relative to it), for a change of driver. */
  exportWorkspace(workspaceId: string): Promise<Readable>
  importWorkspace(workspaceId: string, tar: Readable): Promise<void>
  /** Removes the agent's containers and homes. Idempotent. */
  removeAgent(agentId: string): Promise<void>
  /** Removes the workspace's volume and everything that uses it. Idempotent. */
  removeWorkspace(workspaceId: string): Promise<void>
  /** Everything of this installation that the engine holds, for the reaper. */
  list(): Promise<SandboxInfo[]>
  /** Stops (volumes kept) what runs for the agent, whoever started it. Idempotent. */
  stopAgent(agentId: string): Promise<void>
  /** Removes one sandbox, made anew at the next call; its home too where that is asked for. Idempotent. */
  removeSandbox(key: SandboxKey, options: { home: boolean }): Promise<void>
  /** The agent's sandboxes, its own first. Looking neither starts one nor keeps it from falling asleep. */
  describeAgent(agentId: string): Promise<SandboxDescription[]>
  /** What happens in a running sandbox; null when it does not run. */
  watch(key: SandboxKey): Promise<SandboxActivity | null>
  about(): Promise<SandboxEngine>
  /** Images made by agents' setup commands; absent where sandboxes have no images. */
  readonly setups?: SetupImages
  /** Removes what earlier versions of the product left behind and nobody uses. */
  tidy(): Promise<void>
  /** Lets go of all that this worker holds. Sandboxes stop: no command runs without who enforces its limits. */
  close(): Promise<void>
}

/** What setup commands make: images that a tenant's agents share, by command and what it was run on. */
export interface SetupImages {
  /** What the agent's sandbox would be made of without its command. @throws AppError as `open` does */
  baseOf(spec: SandboxSpec): Promise<string>
  /** The name of what the command makes of that, within the tenant. */
  nameOf(tenantId: string, base: string, command: string): string
  has(image: string): Promise<boolean>
  /** Runs the command as root, in a container with nobody's files, and keeps what it changed. @throws AppError */
  build(request: SetupRequest): Promise<{ sizeBytes: number }>
  /** Removes those that nobody uses. @returns their names */
  prune(used: ReadonlySet<string>): Promise<string[]>
}

export interface SetupRequest {
  spec: SandboxSpec
  base: string
  image: string
  command: string
  env: Record<string, string>
  onOutput(bytes: Uint8Array): void
  signal: AbortSignal
}

export interface SandboxInfo extends SandboxKey {
  state: 'running' | 'stopped'
  startedAt: Date | null
}

/** An open sandbox. Its methods reject with AppError `unavailable` once it is gone; `open` again then. */
export interface Sandbox extends FileOps {
  exec(request: ExecRequest): Promise<ExecResult>
  /**
   * An interactive command at a pseudo-terminal. Rejects with AppError `not_allowed` where the driver has none.
   */
  openTerminal(request: TerminalRequest): Promise<Terminal>
  stats(): Promise<SandboxStats>
  /** Kills everything inside and stops it; volumes stay. */
  stop(): Promise<void>
  /** Resolves when the sandbox is gone for whatever reason (stopped, crashed, killed). Never rejects. */
  readonly closed: Promise<{ reason: string }>
}

export interface ExecRequest {
  /** Run by `bash -c` (docker) or the virtual shell. */
  command: string
  /** Absolute, or relative to `/workspace`. Default `/workspace`. */
  cwd?: string
  env?: Record<string, string>
  /**
   * Its input; of a conversation with a running program, parts as they come, read as fast as the program takes them.
   * Rejects with AppError `not_allowed` where the driver can hold none.
   */
  stdin?: Uint8Array | AsyncIterable<Uint8Array>
  /** Kills everything the command started, setsid children included. */
  timeoutMs: number
  /** Cancel: as a time limit does, within a second. */
  signal?: AbortSignal
  /** Called in order as output is produced; awaited, so a slow reader slows the command instead of filling memory. */
  onOutput?: (chunk: OutputChunk) => void | Promise<void>
}

export interface OutputChunk {
  stream: 'stdout' | 'stderr'
  bytes: Uint8Array
}

export interface ExecResult {
  /** 0 to 255; a command killed by signal N has 128 + N. */
  exitCode: number
  /** `exited` is the ordinary end, whatever the exit code. */
  outcome: 'exited' | 'timed_out' | 'cancelled' | 'out_of_memory' | 'disk_full' | 'sandbox_lost'
  /** One sentence for the agent where the outcome is not `exited`. */
  detail?: string
  durationMs: number
}

export interface TerminalSize {
  columns: number
  rows: number
}

export interface TerminalRequest {
  /** Run by `bash -c`. Default: an interactive shell. */
  command?: string
  /** As for `exec`. */
  cwd?: string
  env?: Record<string, string>
  size: TerminalSize
  /** Called in order; awaited, so a slow viewer slows the command. */
  onOutput: (bytes: Uint8Array) => void | Promise<void>
}

/** A running interactive command. When its command ends, everything that it had started is killed. */
export interface Terminal {
  /** Resolves when there is room for more: a command that does not read holds its writer back. */
  write(bytes: Uint8Array): Promise<void>
  resize(size: TerminalSize): void
  /** The viewer has gone: hangs up, and kills what does not go. Resolves with the end. */
  hangUp(): Promise<ExecResult>
  /** Never rejects. */
  readonly ended: Promise<ExecResult>
}

export interface SandboxStats {
  memoryBytes: number
  cpuMs: number
  pids: number
}

/**
 * Paths are absolute or relative to `/workspace`. In an agent's sandbox they must lie below `/workspace`, `/home/agent`
 * or `/tmp`; for people's `files()` below `/workspace`. Links are followed only while they stay below the same root.
 * @throws AppError `not_found`, `invalid_input` (escapes, a directory where a file is meant), `quota_exceeded`.
 */
export interface FileOps {
  stat(path: string): Promise<FileStat>
  /** Sorted by name, directories among files. At most `limit` (default 1000), from behind `after`. */
  list(
    path: string,
    options?: { limit?: number; recursive?: boolean; after?: string },
  ): Promise<{
    entries: FileEntry[]
    truncated: boolean
    /** Not of a recursive list: what to pass as `after` for the entries that follow; null when these are the last. */
    next: string | null
  }>
  /** At most MAX_FILE_OP_BYTES. */
  readFile(
    path: string,
    range?: { offset: number; length: number },
  ): Promise<{ bytes: Uint8Array; size: number; version: string }>
  /**
   * Atomic (temporary file, then rename); makes missing folders. At most MAX_FILE_OP_BYTES.
   * @throws AppError `conflict` when the file is not what `expect` says
   */
  writeFile(
    path: string,
    bytes: Uint8Array,
    options?: { expect?: Expectation },
  ): Promise<{ size: number; version: string }>
  /** @throws AppError `conflict` unless the file's size is `offset`; it is made when that is 0. Never through a link. */
  append(path: string, offset: number, bytes: Uint8Array): Promise<{ size: number }>
  /** `size` and `version` of the whole file; the stream ends early at its end. */
  readStream(
    path: string,
    range?: { offset: number; length: number },
  ): Promise<{ stream: Readable; size: number; version: string }>
  remove(path: string, options?: { recursive?: boolean }): Promise<void>
  /** Replaces what has the new name, except with `keep`. @throws AppError `conflict` where something has it */
  rename(from: string, to: string, options?: { keep?: boolean }): Promise<void>
  mkdir(path: string): Promise<void>
  /** Bytes that the workspace takes, and may take. */
  usage(): Promise<{ usedBytes: number; quotaBytes: number }>
}

/** What a write finds: nothing, or the very content that the writer has seen. */
export type Expectation = 'absent' | { version: string }

export interface FileEntry {
  /** Relative to the listed directory, `/` between parts. */
  path: string
  kind: 'file' | 'directory' | 'link' | 'other'
  size: number
  modifiedAtMs: number
}

/** `version`: 16 hexadecimal digits that change whenever the content does. */
export type FileStat = Omit<FileEntry, 'path'> & { version: string }
