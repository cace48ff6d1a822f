import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { AGENT_SETTINGS, agentSettings } from './schema.ts'

export const VERSION_ORIGINS = ['created', 'edited', 'restored', 'duplicated', 'draft'] as const

const settingName = z.enum(AGENT_SETTINGS)

/** A save of an agent, in a list. */
export const versionSummary = z.object({
  id: idSchema,
  agentId: idSchema,
  number: z.number().int(),
  origin: z.enum(VERSION_ORIGINS),
  /** Which version this one restored. */
  originNumber: z.number().int().nullable(),
  /** What differs from the version before. */
  changed: z.array(settingName),
  savedAt: z.iso.datetime(),
  savedBy: z.object({
    id: idSchema,
    name: z.string(),
    /** From where: `user` in the app, `api_key` over the API, `operator` on the machine. */
    kind: z.string(),
  }),
})
export type VersionSummary = z.output<typeof versionSummary>

export const versionView = versionSummary.extend({ settings: agentSettings })
export type VersionView = z.output<typeof versionView>

/** One setting that two versions do not share. */
export const settingChange = z.object({
  setting: settingName,
  before: z.unknown(),
  after: z.unknown(),
  /** Unified diff, for the parts of the persona. */
  patch: z.string().nullable(),
})
export type SettingChange = z.output<typeof settingChange>
