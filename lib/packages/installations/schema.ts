import { z } from 'zod'
import { agentFields } from '#lib/agents/schema.ts'
import { idSchema } from '#lib/ids.ts'
import { secretName, secretValue } from '#lib/secrets/secret-schema.ts'
import { toolName } from '#lib/tools/schema.ts'
import { packageContents, packagePermissions } from '../schema.ts'

/** What an installation has added to what was there before, and takes away when it goes. */
export const installationGrants = z.object({
  /** What agents did not have, by the agent's id. */
  agents: z
    .record(
      idSchema,
      z.object({
        tools: z.array(toolName),
        hosts: z.array(z.string()),
        network: z.enum(['none', 'list', 'open']).optional(),
      }),
    )
    .default({}),
  /** Uses that a secret of the workspace did not have. */
  secrets: z.array(z.object({ id: idSchema, hosts: z.array(z.string()), tools: z.array(z.string()) })).default([]),
})
export type InstallationGrants = z.output<typeof installationGrants>

/** What a package asks whoever installs it. */
export const consentFields = {
  /** Of the version that was shown: what is installed is what was agreed to. */
  address: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('`shown.address` of the package: what you agree to.'),
  secrets: z
    .array(
      z.object({
        name: secretName,
        value: secretValue
          .optional()
          .describe('Left out: the workspace’s secret of this name is used, and its hosts widened.'),
      }),
    )
    .max(20)
    .default([]),
  settings: z
    .record(z.string().max(40), z.string().max(20_000))
    .default({})
    .describe('What the package asks about your surroundings, by name. Left out: as it was, or as the package begins.'),
}

export const installFields = {
  agentIds: z.array(idSchema).max(100).default([]).describe('Agents that are given it.'),
  models: agentFields.models.default([]).describe('Of the agents that come with it; empty: the demo model.'),
}

export const installationView = z.object({
  id: idSchema,
  packageId: idSchema,
  name: z.string(),
  title: z.string(),
  publisherName: z.string(),
  version: z.string(),
  address: z.string(),
  permissions: packagePermissions,
  contents: packageContents,
  settings: z.record(z.string(), z.string()),
  /** Which were given it, those that came with it included. */
  agentIds: z.array(idSchema),
  /** Which came with it. */
  crewIds: z.array(idSchema),
  installedByName: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** A newer version that can be installed, and what it may do beyond this one. */
  update: z
    .object({ version: z.string(), changes: z.string(), added: z.array(z.string()), removed: z.array(z.string()) })
    .nullable(),
  /** Why its publisher has withdrawn the installed version; null: they have not. */
  yankReason: z.string().nullable(),
})
export type InstallationView = z.output<typeof installationView>
