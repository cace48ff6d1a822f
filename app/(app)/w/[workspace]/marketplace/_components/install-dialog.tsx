'use client'

import { Download, ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Form } from '#components/ui/form.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { ModelChoice } from '#lib/agents/schema.ts'
import type { InstallationView } from '#lib/packages/installations/schema.ts'
import type { VersionView } from '#lib/packages/schema.ts'
import { install, update } from '../actions.ts'
import { AgentChoice, BroughtServers, SecretFields, SettingFields, secretsOf, settingsOf } from './consent-form.tsx'
import { PermissionChange, Permissions } from './permissions.tsx'

interface InstallDialogProps {
  workspaceId: string
  packageId: string
  title: string
  version: VersionView
  agents: { id: string; name: string }[]
  /** Of the agents that come with it. */
  models: ModelChoice[]
  /** Names of the secrets that there are. */
  secretNames: string[]
  /** It is installed: this brings it to the version shown. */
  installation?: InstallationView
}

/** Says what a package may do, asks for its secrets and its agents, and installs it: one step, all of it or nothing. */
export function InstallDialog(props: InstallDialogProps) {
  const { title, version, installation } = props
  const t = useTranslations('market')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary" size="sm">
          <Download aria-hidden />
          {installation ? t('updateTo', { version: version.version }) : t('install')}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={installation ? t('updateTitle', { title, version: version.version }) : t('installTitle', { title })}
        description={t(installation ? 'updateDescription' : 'installDescription')}
      >
        <ConsentForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function ConsentForm(props: InstallDialogProps & { onDone: () => void }) {
  const { workspaceId, packageId, title, version, agents, models, secretNames, installation, onDone } = props
  const t = useTranslations('market')
  const [chosen, setChosen] = useState<string[]>([])
  const { permissions, contents, settings = [] } = version.manifest
  const known = installation?.permissions.secrets.map(({ name }) => name) ?? []
  const asked = permissions.secrets.filter(({ name }) => !known.includes(name))
  const serious = version.report.findings.filter(({ severity }) => severity === 'high').length
  const action = useCallback(
    (data: FormData) => {
      const agreed = {
        workspaceId,
        version: version.version,
        address: version.address,
        secrets: secretsOf(data, asked),
        settings: settingsOf(data, settings),
      }
      return installation
        ? update({ ...agreed, installationId: installation.id })
        : install({ ...agreed, packageId, agentIds: chosen, models })
    },
    [workspaceId, packageId, version, asked, settings, installation, chosen, models],
  )
  const finish = useCallback(() => {
    toast.success(t(installation ? 'updated' : 'installedNow', { title }))
    onDone()
  }, [t, title, installation, onDone])
  const { submit, pending, error } = useSubmit(action, finish)
  return (
    <Form error={error} autoComplete="off" onSubmit={submit}>
      {installation ? (
        <PermissionChange {...(installation.update ?? { added: [], removed: [] })} />
      ) : (
        <Permissions permissions={permissions} contents={contents} />
      )}
      {serious > 0 && (
        <Notice tone="warning" icon={ShieldAlert}>
          {t('seriousFindings', { count: serious })}
        </Notice>
      )}
      <BroughtServers contents={contents} />
      <SettingFields settings={settings} values={installation?.settings ?? {}} error={error} />
      <SecretFields secrets={asked} known={secretNames} error={error} />
      {!installation && <AgentChoice agents={agents} chosen={chosen} onChange={setChosen} />}
      {!installation && contents.agents.length > 0 && (
        <p className="text-muted-foreground text-sm">
          {t('bringsAgents', { names: contents.agents.map(({ name }) => name).join(', ') })}
        </p>
      )}
      <DialogActions>
        <DialogCancel />
        <Button type="submit" variant="primary" pending={pending}>
          {t(installation ? 'allowUpdate' : 'allowInstall')}
        </Button>
      </DialogActions>
    </Form>
  )
}
