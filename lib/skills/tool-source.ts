import { z } from 'zod'
import type { ToolSource } from '#lib/tools/definition.ts'
import { selectGiven } from './store.ts'
import { USE_SKILL } from './use-skill-schema.ts'

export const SKILLS = 'skills'

/** Of all skills together: the model pays for this with every step, and reads the rest when it needs it. */
const MAX_LIST_CHARS = 1800
const MAX_DESCRIPTION_CHARS = 240

export const useSkillInput = z.object({
  name: z.string().min(1).max(64),
  file: z.string().min(1).max(300).optional().describe('another file of the skill; default SKILL.md'),
})

/** One tool for all skills: names and descriptions are told with it, and what they say when it is called. */
export const skillSource: ToolSource = {
  id: SKILLS,
  async definitions(tx, { workspaceId, agentId }) {
    const skills = await selectGiven(tx, workspaceId, agentId)
    return [
      {
        name: USE_SKILL,
        description: `Open a skill before a task that it fits: its instructions are returned, its files are copied into your sandbox. ${listOf(skills)}`,
        input: useSkillInput,
        risk: 'read',
        group: 'skills',
        runsIn: 'platform',
        idempotent: true,
        timeoutMs: 60_000,
        source: SKILLS,
      },
    ]
  },
}

function listOf(skills: { name: string; description: string }[]): string {
  if (skills.length === 0) return 'There are no skills yet.'
  const lines: string[] = []
  let chars = 0
  for (const { name, description } of skills) {
    const line = `${name}: ${description.replace(/\s+/g, ' ').slice(0, MAX_DESCRIPTION_CHARS)}`
    chars += line.length + 1
    if (chars > MAX_LIST_CHARS) break
    lines.push(line)
  }
  const left = skills.slice(lines.length).map(({ name }) => name)
  const others = left.length > 0 ? `\nAlso: ${left.join(', ').slice(0, 1000)}` : ''
  return `Skills:\n${lines.join('\n')}${others}`
}
