import type { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { readPackage } from './read-package.ts'
import { skillChecked, skillContent } from './schema.ts'

/** What a skill would be, and what the security check says of it: nothing is kept. */
export const checkSkill = defineUseCase({
  id: 'skills.check',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/skills/check' },
  input: skillContent,
  output: skillChecked,
  prepare: async (_, content) => readPackage(content),
  execute: async ({ prepared: { name, description, files, report } }): Promise<z.input<typeof skillChecked>> => ({
    name,
    description,
    files: files.map(({ path, encoding, content }) => ({ path, size: Buffer.byteLength(content, encoding) })),
    report,
  }),
})
