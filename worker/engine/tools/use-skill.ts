import { openSkill } from '#lib/skills/open-skill.ts'
import type { SkillFile } from '#lib/skills/schema.ts'
import { useSkillInput } from '#lib/skills/tool-source.ts'
import { failed, succeeded } from './outcome.ts'
import type { ToolContext, ToolExecutor } from './tool-context.ts'

const FOLDER = '/home/agent/.skills'
const MAX_CHARS = 60_000

/**
 * Gives an agent a skill: what it says, and a copy of its files in the sandbox, where its scripts run. Each call writes them
 * anew, so that what the agent did to its copy lasts no longer, and reaches the stored skill never.
 */
export const useSkill: ToolExecutor = async (_, input, context) => {
  const { name, file = 'SKILL.md' } = useSkillInput.parse(input)
  const skill = await openSkill(context.scope, context.agentId, name)
  const found = skill.files.find(({ path }) => path === file)
  const paths = skill.files.map(({ path }) => path)
  if (!found)
    return failed(`The skill has no file "${file.slice(0, 200)}". It has: ${paths.join(', ').slice(0, 4000)}.`)
  if (found.encoding === 'base64') return failed(`${file} is no text.`)
  const folder = context.hasSandbox !== false ? await copyInto(context, name, skill.files) : null
  const others = paths.filter((path) => path !== file)
  const where = folder ? `The files are in ${folder}` : 'There is no sandbox: read the other files with "file"'
  const list = others.length > 0 ? `\n\n[${where}: ${others.join(', ').slice(0, 4000)}]` : ''
  return succeeded(`${found.content.slice(0, MAX_CHARS)}${list}`, { kind: 'text' })
}

async function copyInto(context: ToolContext, name: string, files: SkillFile[]): Promise<string> {
  const sandbox = await context.sandbox()
  const folder = `${FOLDER}/${name.toLowerCase()}`
  for (const { path, encoding, content } of files) {
    await sandbox.writeFile(`${folder}/${path}`, Buffer.from(content, encoding))
  }
  return folder
}
