import { z } from 'zod'
import { defineUseCase, parseInput } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { hostPattern } from '#lib/net/host-pattern.ts'
import { scanReport } from '#lib/scan/schema.ts'
import { addressOf } from './address.ts'
import { checkPackage } from './check-package.ts'
import { collectParts } from './collect-parts.ts'
import { loadPackage } from './load-package.ts'
import { assertNotReserved, foldName } from './names.ts'
import { permissionsFor } from './needs.ts'
import { loadSigningKey } from './publisher.ts'
import {
  packageCategory,
  packageFile,
  packageLicence,
  packageManifest,
  packageName,
  packagePermissions,
  packageSecret,
  packageVersion,
  packageView,
} from './schema.ts'
import { signAddress } from './signature.ts'
import { tenantName } from './store.ts'
import { storeVersion } from './store-version.ts'

const publishInput = {
  name: packageName,
  version: packageVersion,
  license: packageLicence,
  title: z.string().trim().min(1).max(80),
  description: z.string().trim().min(1).max(300),
  categories: z.array(packageCategory).min(1).max(3),
  readme: z.string().max(50_000).default('').describe('Markdown.'),
  changes: z.string().trim().max(5_000).default('').describe('What is different from the version before.'),
  skillIds: z.array(idSchema).max(50).default([]),
  agentIds: z.array(idSchema).max(50).default([]),
  httpToolIds: z.array(idSchema).max(50).default([]),
  mcpServerIds: z
    .array(idSchema)
    .max(50)
    .default([])
    .describe('Their enabled tools are quarantined again where the package is installed.'),
  firstTask: z
    .object({ agentId: idSchema, text: z.string().trim().min(1).max(10_000) })
    .nullable()
    .default(null),
  hosts: z.array(hostPattern).max(100).default([]).describe('Hosts that its scripts talk to.'),
  secrets: z.array(packageSecret).max(20).default([]).describe('Secrets that whoever installs it is asked for.'),
  permissions: packagePermissions.optional().describe('Left out: just what the contents need.'),
  listing: z
    .enum(['private', 'submitted'])
    .default('private')
    .describe('submitted: for a review, to stand in the catalogue.'),
}
type PublishInput = z.output<z.ZodObject<typeof publishInput>>

/** Publishes parts of a workspace as the next version of a package: for the organisation alone, or for the catalogue's reviewers. */
export const publishPackage = defineUseCase({
  id: 'packages.publish',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/packages', successStatus: 201 },
  input: publishInput,
  /** `package` null: a critical finding has blocked it, and nothing was kept. */
  output: z.object({ package: packageView.nullable(), report: scanReport }),
  prepare,
  async execute({ tx, scope, prepared }, { listing, readme, changes }) {
    const { report, ...version } = prepared
    if (report.verdict === 'block') return { package: null, report }
    const id = await storeVersion(tx, scope, { ...version, report, listing, readme, changes })
    return { package: await loadPackage(tx, scope, id), report }
  },
  audit: ({ package: published, report }, { name, version, listing }) =>
    published && {
      action: 'package.published',
      targetKind: 'package',
      targetId: published.id,
      details: { name, version, listing, findings: report.findings.length },
    },
})

/** Reads, checks and signs, before the transaction that stores it. */
async function prepare(scope: WorkspaceScope, input: PublishInput) {
  assertNotReserved(input.name)
  const { parts, publisherName } = await withScope(scope, async (tx) => ({
    parts: await collectParts(tx, input),
    publisherName: await tenantName(tx, scope.tenantId),
  }))
  const { contents, files, tools } = parts
  const { name, version, license, title, description, categories } = input
  const permissions = input.permissions ?? permissionsFor({ contents }, files, { ...input, tools })
  const manifest = parseInput(packageManifest, {
    name,
    version,
    license,
    title,
    description,
    categories,
    permissions,
    contents,
  })
  const content = parseInput(packageFile.array(), files)
  const report = checkPackage(manifest, content)
  const { publicKey, privateKey } = await loadSigningKey(scope)
  const address = addressOf(manifest, content)
  if (foldName(name).length < 2) throw new AppError('invalid_input', 'name: choose a longer one.')
  const signature = signAddress(address, privateKey)
  return { manifest, files: content, report, publisherName, publicKey, address, signature }
}
