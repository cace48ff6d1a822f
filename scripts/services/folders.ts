import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const projectRoot = resolve(import.meta.dirname, '../..')

/** Where an installation keeps its secrets, logs and, with services of its own, its data. */
export function dataDirFromEnv(): string {
  return resolve(projectRoot, process.env.CREWHOUSE_DATA_DIR || '.data')
}

/** Tests have a cluster of their own, so that they never touch an installation beside them. */
export const testDataDir = join(projectRoot, '.data/test')

/** Benchmarks have theirs. */
export const benchDataDir = join(projectRoot, '.data/bench')

/**
 * PostgreSQL refuses root, so under root the servers run as an id that nothing else on the machine has: not `nobody`,
 * whose other processes could then read the data. The range is one that neither adduser nor systemd hands out.
 */
const serviceId = 61_017

/** Who runs the servers: the present user, or under root an id without any rights. */
export interface Identity {
  uid: number
  gid: number
}

export function serviceIdentity(): Identity | undefined {
  return process.getuid?.() === 0 ? { uid: serviceId, gid: serviceId } : undefined
}

/** Makes a folder that other users may pass through, but not list. An existing one keeps its rights unless asked. */
export function makePassable(folder: string, { evenIfExisting = false } = {}): string {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined
  if (isNew || evenIfExisting) chmodSync(folder, 0o711)
  return folder
}

function canPass(folder: string, identity: Identity): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...identity, stdio: 'ignore' }).status === 0
}

/**
 * The given folder, or, when root's servers cannot get there (a clone below /root, say), one under /var/lib that is
 * named after it. Opening up the way to the folder instead would change the rights of folders that are not ours.
 */
export function hostableFolder(wanted: string, identity: Identity | undefined): string {
  makePassable(wanted)
  if (!identity || canPass(wanted, identity)) return wanted
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  makePassable('/var/lib/crewhouse')
  return makePassable(join('/var/lib/crewhouse', name))
}
