import { createHash } from 'node:crypto'
import type Docker from 'dockerode'
import { HOME_DIR, type SandboxSpec, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import { LABEL, type Names } from './names.ts'

const MIB = 1024 * 1024
/** One file of a command. The volumes' quotas bound the rest; this bounds what can be written between two looks at them. */
const MAX_FILE_BYTES = 1024 * MIB
/** In memory, and charged to the container: a full one must leave room for the command that empties it. */
const TMP_BYTES = 256 * MIB
const TMP_SHARE = 1 / 2
const SHM_BYTES = 64 * MIB
const SHM_SHARE = 1 / 8
/** Of an agent's commands on the engine's disk, so that one agent does not take it from all others. */
const DISK_WRITE_BYTES_PER_S = 20 * MIB
const DISK_READ_BYTES_PER_S = 50 * MIB
const FILES_MEMORY_BYTES = 128 * MIB
const FILES_PIDS = 64
/** What package managers need of root, and nothing that reaches beyond the container's own files and processes. */
const BUILDER_CAPABILITIES = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'SETFCAP', 'SETGID', 'SETUID']

export interface ContainerPlan {
  name: string
  options: Docker.ContainerCreateOptions
  /** Directories that file operations may reach. */
  roots: string[]
}

interface Parts {
  name: string
  image: string
  labels: Record<string, string>
  volumes: { name: string; target: string; labels: Record<string, string>; quotaBytes: number; readOnly?: boolean }[]
  memoryBytes: number
  cpus: number
  pids: number
  tmp: boolean
  maxFileBytes: number
  readOnlyRoot?: boolean
  /** Commands are root's, as far as that goes in a container like all others. */
  isRoot?: boolean
  /** The block device of the engine's data; null where it is not known. */
  disk?: string | null
  /** Empty: the engine's default. */
  runtime?: string
}

/** The agent's own container: the workspace's volume, its home, and nothing else of anybody. */
export function agentContainer(
  spec: SandboxSpec,
  names: Names,
  installation: string,
  { image, name, disk }: { image: string; name: string; disk: string | null },
): ContainerPlan {
  const base = {
    [LABEL.installation]: installation,
    [LABEL.tenant]: spec.tenantId,
    [LABEL.workspace]: spec.workspaceId,
  }
  const own = { ...base, [LABEL.agent]: spec.agentId, ...(spec.threadId ? { [LABEL.thread]: spec.threadId } : {}) }
  const { workspaceAccess, readOnlyRoot, runtime } = spec.settings
  const quotaBytes = spec.settings.diskMb * MIB
  return plan({
    name: names.agentContainer(spec),
    image,
    labels: { ...own, [LABEL.kind]: 'agent', [LABEL.image]: name },
    volumes: [
      ...(workspaceAccess === 'none'
        ? []
        : [
            {
              name: names.workspaceVolume(spec.workspaceId),
              target: WORKSPACE_DIR,
              labels: base,
              // What others write there is not for this sandbox to bound.
              quotaBytes: workspaceAccess === 'ro' ? 0 : quotaBytes,
              readOnly: workspaceAccess === 'ro',
            },
          ]),
      { name: names.homeVolume(spec), target: HOME_DIR, labels: own, quotaBytes },
    ],
    memoryBytes: spec.settings.memoryMb * MIB,
    cpus: spec.settings.cpus,
    pids: spec.settings.pids,
    tmp: true,
    maxFileBytes: MAX_FILE_BYTES,
    readOnlyRoot,
    runtime,
    disk,
  })
}

/** A small container that only moves the workspace's files, for people and while all agents sleep. */
export function filesContainer(
  spec: Pick<SandboxSpec, 'tenantId' | 'workspaceId'> & { diskMb: number },
  names: Names,
  installation: string,
  image: string,
): ContainerPlan {
  const base = {
    [LABEL.installation]: installation,
    [LABEL.tenant]: spec.tenantId,
    [LABEL.workspace]: spec.workspaceId,
  }
  return plan({
    name: names.filesContainer(spec.workspaceId),
    image,
    labels: { ...base, [LABEL.kind]: 'files' },
    volumes: [
      {
        name: names.workspaceVolume(spec.workspaceId),
        target: WORKSPACE_DIR,
        labels: base,
        quotaBytes: spec.diskMb * MIB,
      },
    ],
    memoryBytes: FILES_MEMORY_BYTES,
    cpus: 1,
    pids: FILES_PIDS,
    tmp: false,
    // No command runs in it, and its supervisor asks the quota before each block.
    maxFileBytes: spec.diskMb * MIB,
  })
}

/** Never started: the engine reads and writes the workspace's volume through it. */
export function transferContainer(
  workspaceId: string,
  names: Names,
  installation: string,
  image: string,
): ContainerPlan {
  const labels = { [LABEL.installation]: installation, [LABEL.workspace]: workspaceId }
  return plan({
    name: names.transferContainer(workspaceId),
    image,
    labels: { ...labels, [LABEL.kind]: 'transfer' },
    volumes: [{ name: names.workspaceVolume(workspaceId), target: WORKSPACE_DIR, labels, quotaBytes: 0 }],
    memoryBytes: FILES_MEMORY_BYTES,
    cpus: 1,
    pids: FILES_PIDS,
    tmp: false,
    maxFileBytes: MAX_FILE_BYTES,
  })
}

/** Where an agent's setup command runs: nothing of anybody is mounted, and what it changes becomes an image. */
export function builderContainer(
  spec: SandboxSpec,
  names: Names,
  installation: string,
  { image, disk }: { image: string; disk: string | null },
): ContainerPlan {
  const labels = {
    [LABEL.installation]: installation,
    [LABEL.tenant]: spec.tenantId,
    [LABEL.workspace]: spec.workspaceId,
    [LABEL.kind]: 'builder',
  }
  const { memoryMb, cpus, pids } = spec.settings
  return plan({
    name: names.builderContainer(spec.agentId),
    image,
    labels,
    volumes: [],
    memoryBytes: memoryMb * MIB,
    cpus,
    pids,
    tmp: true,
    maxFileBytes: MAX_FILE_BYTES,
    readOnlyRoot: false,
    isRoot: true,
    disk,
  })
}

function plan(parts: Parts): ContainerPlan {
  const roots = parts.volumes.map((volume) => `${volume.target}:${volume.quotaBytes}`)
  // Bounded by its own size.
  if (parts.tmp) roots.push('/tmp:0')
  const tmpBytes = Math.min(TMP_BYTES, parts.memoryBytes * TMP_SHARE)
  const options: Docker.ContainerCreateOptions = {
    Image: parts.image,
    User: parts.isRoot ? '0:0' : '1000:1000',
    WorkingDir: WORKSPACE_DIR,
    Entrypoint: ['/usr/local/bin/crewhouse-supervisor'],
    Cmd: roots,
    Hostname: 'sandbox',
    // Without its worker the supervisor ends, and with it everything inside: no command outlives who enforces its limits.
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    // An empty network namespace of its own without the engine's network set-up, which would be half of a start. The
    // network mode says the same to an engine that did not know this switch.
    NetworkDisabled: true,
    HostConfig: {
      NetworkMode: 'none',
      CapDrop: ['ALL'],
      ...(parts.isRoot ? { CapAdd: BUILDER_CAPABILITIES } : {}),
      Privileged: false,
      SecurityOpt: ['no-new-privileges:true'],
      ReadonlyRootfs: parts.readOnlyRoot ?? true,
      ...(parts.runtime ? { Runtime: parts.runtime } : {}),
      Tmpfs: parts.tmp ? { '/tmp': `rw,nosuid,nodev,size=${tmpBytes},mode=1777` } : {},
      Mounts: parts.volumes.map((volume) => ({
        Type: 'volume',
        Source: volume.name,
        Target: volume.target,
        ...(volume.readOnly ? { ReadOnly: true } : {}),
        VolumeOptions: { NoCopy: false, Labels: volume.labels, DriverConfig: { Name: 'local', Options: {} } },
      })),
      Memory: parts.memoryBytes,
      MemorySwap: parts.memoryBytes,
      NanoCpus: Math.round(parts.cpus * 1e9),
      CpuShares: 512,
      PidsLimit: parts.pids,
      Ulimits: [
        { Name: 'nofile', Soft: 4096, Hard: 4096 },
        { Name: 'core', Soft: 0, Hard: 0 },
        { Name: 'fsize', Soft: parts.maxFileBytes, Hard: parts.maxFileBytes },
      ],
      ...(parts.disk
        ? {
            BlkioDeviceWriteBps: [{ Path: parts.disk, Rate: DISK_WRITE_BYTES_PER_S }],
            BlkioDeviceReadBps: [{ Path: parts.disk, Rate: DISK_READ_BYTES_PER_S }],
          }
        : {}),
      ShmSize: Math.min(SHM_BYTES, parts.memoryBytes * SHM_SHARE),
      IpcMode: 'private',
      Init: false,
      OomScoreAdj: 500,
      RestartPolicy: { Name: 'no' },
      // The output is frames for the worker; nobody should keep or read them elsewhere.
      LogConfig: { Type: 'none', Config: {} },
    },
  }
  const specHash = createHash('sha256')
    .update(JSON.stringify([parts.labels, options]))
    .digest('hex')
    .slice(0, 32)
  return {
    name: parts.name,
    options: { ...options, name: parts.name, Labels: { ...parts.labels, [LABEL.specHash]: specHash } },
    roots: roots.map((root) => root.slice(0, root.lastIndexOf(':'))),
  }
}
