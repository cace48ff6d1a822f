import { AppError } from '#lib/errors.ts'
import { checkTool } from '#lib/http-tools/check-tool.ts'
import { assertComplete } from '#lib/mcp/assert-complete.ts'
import { scanFiles } from '#lib/scan/scan-files.ts'
import type { ScanReport } from '#lib/scan/schema.ts'
import { readPackage } from '#lib/skills/read-package.ts'
import { type Need, needsOf } from './needs.ts'
import { partsOf } from './parts.ts'
import { scannedParts } from './scanned-parts.ts'
import type { PackageFile, PackageManifest, PackagePermissions } from './schema.ts'
import { packageLimits } from './schema.ts'

/** A part of a package that is a folder, as the skill's own code reads it. */
export function skillFilesOf(files: readonly PackageFile[], name: string): PackageFile[] {
  const folder = `skills/${name}/`
  return files.flatMap((file) =>
    file.path.startsWith(folder) ? [{ ...file, path: file.path.slice(folder.length) }] : [],
  )
}

/**
 * Looks at all that a package holds: whether its parts are whole, whether it declares all that they need, and what the security check
 * says of them.
 * @throws AppError that says what to mend; findings are no error, but in the report
 */
export function checkPackage(manifest: PackageManifest, files: readonly PackageFile[]): ScanReport {
  checkFiles(manifest, files)
  checkParts(manifest)
  const raw = files.map(({ path, content, encoding }) => ({ path, bytes: Buffer.from(content, encoding) }))
  // The check reads what is declared from a file of this name.
  const declared = {
    path: 'permissions.json',
    bytes: Buffer.from(JSON.stringify({ hosts: manifest.permissions.hosts })),
  }
  const words = manifest.contents.agents.map(({ key, persona, rules, notes }) => ({
    path: `agents/${key}.md`,
    bytes: Buffer.from([persona, rules, notes].filter(Boolean).join('\n\n')),
  }))
  const report = scanFiles([...raw, ...words, ...scannedParts(manifest), declared])
  const undeclared = report.findings.filter(
    ({ reason, path }) => (reason === 'hosts.undeclared' || reason === 'hosts.unusual') && !/\.(?:md|txt)$/i.test(path),
  )
  const needs = needsOf(manifest, files)
  for (const { path, excerpt } of undeclared) needs.push({ kind: 'hosts', name: excerpt, where: path })
  assertDeclared(manifest.permissions, needs)
  return report
}

function checkFiles({ contents }: PackageManifest, files: readonly PackageFile[]) {
  const total = files.reduce((sum, { content }) => sum + content.length, 0)
  if (files.length > packageLimits.files || total > packageLimits.totalBytes) {
    throw new AppError(
      'too_large',
      `A package has at most ${packageLimits.files} files and ${packageLimits.totalBytes / 1024 / 1024} MB. Split it.`,
    )
  }
  const expected = new Set(contents.skills.map((name) => `skills/${name}/`))
  for (const { path } of files) {
    if (![...expected].some((folder) => path.startsWith(folder))) {
      throw invalid(
        `The file "${path.slice(0, 100)}" belongs to none of the package’s skills. Take it out, or name its skill.`,
      )
    }
  }
  for (const name of contents.skills) {
    const skill = readPackage({ files: skillFilesOf(files, name) })
    if (skill.name !== name)
      throw invalid(`The skill in skills/${name} calls itself "${skill.name}". Give it one name.`)
  }
  const keys = contents.agents.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) throw invalid('Two agents have the same key. Rename one of them.')
  if (contents.firstTask && !keys.includes(contents.firstTask.agent)) {
    throw invalid(`The first task is for "${contents.firstTask.agent}", which is none of the package’s agents.`)
  }
}

/** Tools and servers that could be made as they are, each with a name of its own. */
function checkParts(manifest: PackageManifest) {
  const { skills, agents, platformTools } = manifest.contents
  const { httpTools, mcpServers } = partsOf(manifest)
  const parts = [skills, agents, platformTools, httpTools, mcpServers]
  if (parts.every(({ length }) => length === 0)) {
    throw invalid('There is nothing in this package. Choose what it is to hold.')
  }
  // Whose connection it would use is the installing workspace's own business: no permission of a package says it.
  const signsIn = httpTools.find(({ auth }) => auth.kind === 'oauth')
  if (signsIn) {
    throw invalid(`The tool ${signsIn.name} uses a connection of an agent, which no package can bring. Use a secret.`)
  }
  for (const tool of httpTools) named(`The tool ${tool.name}`, () => checkTool(tool))
  for (const server of mcpServers) named(`The MCP server ${server.name}`, () => assertComplete(server))
  const names = [...httpTools, ...mcpServers].map(({ name }) => name)
  if (new Set(names).size !== names.length)
    throw invalid('Two tools or servers have the same name. Rename one of them.')
}

/** @throws AppError that says which part is not as it should be */
function named(part: string, check: () => unknown) {
  try {
    check()
  } catch (error) {
    if (error instanceof AppError) throw invalid(`${part} cannot be published: ${error.message}`)
    throw error
  }
}

/** @throws AppError `invalid_input` that names what is missing */
function assertDeclared(permissions: PackagePermissions, needs: readonly Need[]) {
  const names = {
    tools: new Set<string>(permissions.tools),
    risks: new Set<string>(permissions.risks),
    secrets: new Set(permissions.secrets.map(({ name }) => name)),
  }
  const missing = needs.find(({ kind, name }) =>
    kind === 'hosts' ? !permissions.hosts.some((host) => covers(host, name)) : !names[kind].has(name),
  )
  if (!missing) return assertUses(permissions, needs)
  const message = `${missing.where} uses ${missing.name}, which the package does not declare under ${missing.kind}. Declare it, or take it out.`
  throw new AppError('invalid_input', message, { fieldErrors: { permissions: [message] } })
}

/** A secret goes where the package says that it goes. @throws AppError `invalid_input` */
function assertUses({ secrets }: PackagePermissions, needs: readonly Need[]) {
  const wrong = needs.find(({ kind, name, use }) => {
    const secret = secrets.find((each) => each.name === name)
    if (kind !== 'secrets' || !use || !secret) return false
    const isForTool = use.tool === null || secret.tools.length === 0 || secret.tools.includes(use.tool)
    return !isForTool || !secret.hosts.some((host) => covers(host, use.host))
  })
  if (!wrong) return
  const message = `${wrong.where} sends the secret ${wrong.name} to ${wrong.use?.host}, which the package does not declare for it. Declare it, or take it out.`
  throw new AppError('invalid_input', message, { fieldErrors: { permissions: [message] } })
}

function covers(pattern: string, host: string): boolean {
  const [name = '', wanted = ''] = [pattern.split(':')[0], host.split(':')[0]]
  return name === wanted || (name.startsWith('*.') && (wanted.endsWith(name.slice(1)) || wanted === name.slice(2)))
}

const invalid = (message: string) => new AppError('invalid_input', message, { fieldErrors: { contents: [message] } })
