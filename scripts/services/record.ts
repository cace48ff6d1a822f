import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makePassable } from './folders.ts'

const recordSchema = z.object({
  /** Kept once chosen: a Docker engine that appears later must not greet the person with an empty database. */
  backend: z.enum(['compose', 'packages']),
  /** Folder of the servers' data: relative to this file, so that the whole may be moved, unless it lies elsewhere. */
  folder: z.string(),
  postgresPort: z.int().optional(),
  redisPort: z.int().optional(),
  postgresPassword: z.string(),
  redisPassword: z.string(),
})

/** What an installation remembers of its own services. */
export type ServicesRecord = z.infer<typeof recordSchema>

const recordPath = (dataDir: string) => join(dataDir, 'services.json')
const keptPath = (dataDir: string) => join(dataDir, 'services.kept')

export function readRecord(dataDir: string): ServicesRecord | undefined {
  if (!existsSync(recordPath(dataDir))) return undefined
  return recordSchema.parse(JSON.parse(readFileSync(recordPath(dataDir), 'utf8')))
}

export function newRecord(backend: ServicesRecord['backend'], folder: string): ServicesRecord {
  const password = () => randomBytes(24).toString('base64url')
  return { backend, folder, postgresPassword: password(), redisPassword: password() }
}

/** Written aside and renamed: a kill in between must not leave half a file with the only copy of a password. */
export function writeRecord(dataDir: string, record: ServicesRecord): void {
  makePassable(dataDir)
  const aside = `${recordPath(dataDir)}.new`
  writeFileSync(aside, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
  renameSync(aside, recordPath(dataDir))
}

/** Whether `services up` asked for servers that outlive the command. */
export function isKept(dataDir: string): boolean {
  return existsSync(keptPath(dataDir))
}

export function keptMarker(dataDir: string): string {
  return keptPath(dataDir)
}
