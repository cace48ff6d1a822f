import { randomUUID } from 'node:crypto'
import { addressOf } from '#lib/packages/address.ts'
import { packageManifest } from '#lib/packages/schema.ts'
import { makeSigningKey, signAddress } from '#lib/packages/signature.ts'
import type { Query } from './thread-rows.ts'

/** Two packages of the organisation, signed as its own code would; one is installed. */
export async function addPackages(query: Query, at: { tenantId: string; workspaceId: string; marker: string }) {
  const { tenantId, workspaceId, marker } = at
  const { publicKey, privateKey } = makeSigningKey()
  await query(
    `insert into package_publishers (tenant_id, public_key, sealed_key) values ($1, $2, '{}') on conflict do nothing`,
    [tenantId, publicKey],
  )
  const add = async (name: string, versions: string[]) => {
    const packageId = randomUUID()
    await query(
      `insert into packages (id, tenant_id, name, folded_name, title, description, categories, publisher_name, public_key)
       values ($1, $2, $3, $3, $3, $3, '{other}', 'Publisher', $4)`,
      [packageId, tenantId, name, publicKey],
    )
    const stored = []
    for (const [index, version] of versions.entries()) {
      const manifest = packageManifest.parse({
        name,
        version,
        license: 'MIT',
        title: name,
        description: name,
        categories: ['other'],
        permissions: { tools: ['use_skill'], risks: ['read'] },
        contents: { skills: ['counting'] },
      })
      const text = `---\nname: counting\ndescription: ${marker}\n---\nCount.`
      const files = [{ path: 'skills/counting/SKILL.md', encoding: 'utf8' as const, content: text }]
      const address = addressOf(manifest, files)
      const id = randomUUID()
      await query(
        `insert into package_versions (id, package_id, tenant_id, number, version, listing, manifest, files, address, signature, public_key,
           report, readme, changes, published_by_name)
         values ($1, $2, $3, $4, $5, 'private', $6, $7, $8, $9, $10, '{"verdict": "pass", "findings": [], "omitted": 0}', $11, '', 'Person')`,
        [
          id,
          packageId,
          tenantId,
          index + 1,
          version,
          JSON.stringify(manifest),
          JSON.stringify(files),
          address,
          signAddress(address, privateKey),
          publicKey,
          marker,
        ],
      )
      stored.push({ id, address, manifest: JSON.stringify(manifest), files: JSON.stringify(files) })
    }
    return { packageId, stored }
  }
  const installed = await add(`installed-${marker}`, ['1.0.0', '1.1.0'])
  const other = await add(`other-${marker}`, ['1.0.0'])
  const installationId = randomUUID()
  const first = installed.stored[0]
  await query(
    `insert into package_installations (id, tenant_id, workspace_id, package_id, version_id, name, title, publisher_name, version, address,
       manifest, files, agents, crew, grants, installed_by_name)
     values ($1, $2, $3, $4, $5, $6, $6, 'Publisher', '1.0.0', $7, $8, $9, '{}', '{}', '{}', 'Person')`,
    [
      installationId,
      tenantId,
      workspaceId,
      installed.packageId,
      first?.id,
      `installed-${marker}`,
      first?.address,
      first?.manifest,
      first?.files,
    ],
  )
  return {
    installedPackageId: installed.packageId,
    packageId: other.packageId,
    packageVersionId: other.stored[0]?.id ?? '',
    packageAddress: other.stored[0]?.address ?? '',
    installationId,
  }
}
