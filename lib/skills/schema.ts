import { z } from 'zod'
import { scanReport } from '#lib/scan/schema.ts'

/** What a skill may hold. */
export const skillLimits = { files: 200, totalBytes: 1024 * 1024, zipBytes: 1024 * 1024 }

/** As the format has it: it is a folder's name as well. */
export const skillName = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Small letters, digits and single hyphens: pdf-forms.')
  .max(64)

export const skillFile = z.object({
  path: z.string().min(1).max(300),
  /** Base64 of what is no text. */
  encoding: z.enum(['utf8', 'base64']).default('utf8'),
  content: z.string(),
})
export type SkillFile = z.output<typeof skillFile>

/** The files of a folder, or the bytes of a zip: one of the two. */
export const skillContent = {
  files: z.array(skillFile).max(skillLimits.files).optional(),
  zip: z.base64().optional().describe('A zip of the folder, in base64, instead of `files`.'),
}

export const skillSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  workspaceId: z.uuid().nullable().describe('Null: for all workspaces of the organisation.'),
  agentId: z.uuid().nullable().describe('Null: for all agents of the workspace, or of the organisation.'),
  version: z.number().int(),
  activeVersion: z
    .number()
    .int()
    .nullable()
    .describe('What agents are given; null: nothing, an admin’s word is missing.'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type SkillSummary = z.output<typeof skillSummary>

export const skillView = skillSummary.extend({
  files: z.array(skillFile),
  report: scanReport,
  createdByName: z.string(),
  approvedByName: z.string().nullable(),
})
export type SkillView = z.output<typeof skillView>

/** What became of a save: a skill, or, where the check blocks it, nothing but its findings. */
export const skillSaved = z.object({ skill: skillView.nullable(), report: scanReport })
export type SkillSaved = z.output<typeof skillSaved>

/** What a skill would be. */
export const skillChecked = z.object({
  name: z.string().describe('Empty where its files could not be unpacked.'),
  description: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number().int().describe('Bytes') })),
  report: scanReport,
})
export type SkillChecked = z.output<typeof skillChecked>
