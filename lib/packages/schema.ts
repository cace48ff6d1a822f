import { z } from 'zod'
import { AGENT_COLORS } from '#lib/agents/schema.ts'
import { httpToolFields } from '#lib/http-tools/schema.ts'
import { idSchema } from '#lib/ids.ts'
import { newMcpServer } from '#lib/mcp/schema.ts'
import { hostPattern } from '#lib/net/host-pattern.ts'
import { scanReport } from '#lib/scan/schema.ts'
import { secretName } from '#lib/secrets/secret-schema.ts'
import { skillFile, skillName } from '#lib/skills/schema.ts'
import { policyRules, toolName, toolRisk } from '#lib/tools/schema.ts'

/** What a package may hold. */
export const packageLimits = { files: 400, totalBytes: 2 * 1024 * 1024, parts: 50 }

/** What a browser of the catalogue can narrow it to. */
export const PACKAGE_CATEGORIES = [
  'research',
  'development',
  'data',
  'documents',
  'communication',
  'productivity',
  'crews',
  'other',
] as const
export const packageCategory = z.enum(PACKAGE_CATEGORIES)

export const packageName = z
  .string()
  .trim()
  .min(2)
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Small letters, digits and single hyphens: pdf-forms.')

export const packageVersion = z
  .string()
  .trim()
  .max(40)
  .regex(
    /^(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})\.(?:0|[1-9]\d{0,8})(?:-[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*)?$/,
    'Three numbers: 1.0.0, or 1.0.0-beta.1.',
  )

/** An SPDX expression; which licence it is, is the publisher's word. */
export const packageLicence = z
  .string()
  .trim()
  .max(100)
  .regex(/^[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*$/, 'An SPDX name, such as MIT or Apache-2.0.')

const line = (max: number) => z.string().trim().min(1).max(max)

/** A secret that it asks for: where its value may go, and for what. */
export const packageSecret = z.strictObject({
  name: secretName,
  description: z.string().trim().max(300).default(''),
  hosts: z.array(hostPattern).max(50).default([]),
  /** Tools that may use it; empty: those of the package. */
  tools: z.array(toolName).max(100).default([]),
})
export type PackageSecret = z.output<typeof packageSecret>

/** All that it may do; what it does beyond is refused when it is published. */
export const packagePermissions = z.strictObject({
  tools: z.array(toolName).max(200).default([]),
  hosts: z.array(hostPattern).max(100).default([]),
  secrets: z.array(packageSecret).max(20).default([]),
  risks: z.array(toolRisk).max(4).default([]),
})
export type PackagePermissions = z.output<typeof packagePermissions>

/** An agent that is made when it is installed. */
export const packageAgent = z.strictObject({
  /** By which the first task names it. */
  key: skillName,
  name: line(80),
  color: z.enum(AGENT_COLORS).default('slate'),
  persona: z.string().max(50_000).default(''),
  rules: z.string().max(50_000).default(''),
  notes: z.string().max(50_000).default(''),
  tools: z.array(toolName).max(200).default([]),
  /** Rules about its tools. */
  policy: policyRules.default([]),
})
export type PackageAgent = z.output<typeof packageAgent>

/** A tool that is made when it is installed; its secret goes by its name. */
export const packageHttpTool = z.strictObject(httpToolFields)
export type PackageHttpTool = z.output<typeof packageHttpTool>

/** A server that is connected when it is installed: none of its tools is given to an agent before somebody has seen it. */
export const packageMcpServer = z.strictObject(newMcpServer.shape)
export type PackageMcpServer = z.output<typeof packageMcpServer>

/** Something that whoever installs it has to say about their own surroundings, and that is no secret. */
export const packageSetting = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  title: line(80),
  description: z.string().trim().max(300).default(''),
  /** `host`: its secrets may go there. `choice`: one of `options`. `text` may have several lines. */
  kind: z.enum(['line', 'text', 'host', 'choice']),
  options: z.array(line(100)).max(20).default([]),
  /** Of a host that is named without one. */
  port: z.number().int().min(1).max(65_535).optional(),
  required: z.boolean().default(true),
  /** What stands there before somebody says otherwise. */
  initial: z.string().max(1000).default(''),
})
export type PackageSetting = z.output<typeof packageSetting>

export const packageContents = z.strictObject({
  /** Each is a folder of the package: `skills/NAME/SKILL.md`. */
  skills: z.array(skillName).max(packageLimits.parts).default([]),
  agents: z.array(packageAgent).max(packageLimits.parts).default([]),
  // Left out where there are none: what is written into an address must not change by what is added here.
  httpTools: z.array(packageHttpTool).max(packageLimits.parts).optional(),
  mcpServers: z.array(packageMcpServer).max(packageLimits.parts).optional(),
  /** Agents that work together, and what they begin with. */
  firstTask: z
    .strictObject({ agent: skillName, text: line(10_000) })
    .nullable()
    .default(null),
  /** Tools of the platform itself that it switches on; of the installation's own packages alone. */
  platformTools: z.array(toolName).max(20).default([]),
})
export type PackageContents = z.output<typeof packageContents>

export const packageManifest = z.strictObject({
  format: z.literal(1).default(1),
  name: packageName,
  version: packageVersion,
  license: packageLicence,
  title: line(80),
  description: line(300),
  categories: z.array(packageCategory).min(1).max(3),
  permissions: packagePermissions,
  contents: packageContents,
  settings: z.array(packageSetting).max(20).optional(),
})
export type PackageManifest = z.output<typeof packageManifest>

export const packageFile = skillFile
export type PackageFile = z.output<typeof packageFile>

export const LISTINGS = ['private', 'submitted', 'approved', 'rejected'] as const
/** `private`: of its organisation alone. `submitted`: until somebody has reviewed it. `approved`: in the catalogue. */
export const listing = z.enum(LISTINGS)
export type Listing = z.output<typeof listing>

/** Who published it. */
export const publisherView = z.object({
  name: z.string(),
  /** The installation's own. */
  firstParty: z.boolean(),
  /** The caller's organisation. */
  own: z.boolean(),
  /** SHA-256 of its public key. */
  fingerprint: z.string(),
})

export const packageSummary = z.object({
  id: idSchema,
  name: z.string(),
  title: z.string(),
  description: z.string(),
  categories: z.array(z.string()),
  publisher: publisherView,
  /** The newest that the caller may install; null: there is none. */
  version: z.string().nullable(),
  listed: z.boolean(),
  curated: z.boolean(),
  installs: z.number().int(),
  updatedAt: z.iso.datetime(),
})
export type PackageSummary = z.output<typeof packageSummary>

export const versionSummary = z.object({
  id: idSchema,
  version: z.string(),
  listing,
  changes: z.string(),
  publishedByName: z.string(),
  createdAt: z.iso.datetime(),
  yankedAt: z.iso.datetime().nullable(),
  yankReason: z.string(),
  reviewedByName: z.string().nullable(),
  reviewedAt: z.iso.datetime().nullable(),
  reviewReason: z.string(),
})
export type VersionSummary = z.output<typeof versionSummary>

/** One version, with all that somebody should see before they install it. */
export const versionView = versionSummary.extend({
  manifest: packageManifest,
  files: z.array(packageFile),
  address: z.string(),
  signature: z.string(),
  report: scanReport,
  readme: z.string(),
})
export type VersionView = z.output<typeof versionView>

export const packageView = packageSummary.extend({
  /** The newest first. */
  versions: z.array(versionSummary),
  /** The one that was asked for, or the newest that can be installed. */
  shown: versionView.nullable(),
})
export type PackageView = z.output<typeof packageView>
