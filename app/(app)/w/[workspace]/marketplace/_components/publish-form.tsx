'use client'

import { PackagePlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { PackageView } from '#lib/packages/schema.ts'
import { PACKAGE_CATEGORIES } from '#lib/packages/schema.ts'
import type { ScanReport } from '#lib/scan/schema.ts'
import { Findings } from '../../skills/_components/findings.tsx'
import { publish } from '../actions.ts'
import { PartChoice } from './part-choice.tsx'
import { readSecrets, SecretDeclarations } from './secret-declarations.tsx'

interface Part {
  id: string
  name: string
  description: string
}

interface PublishFormProps {
  workspaceId: string
  skills: Part[]
  agents: Part[]
  httpTools: Part[]
  mcpServers: Part[]
  /** What the organisation has published, for the next version of one. */
  published: { name: string; title: string; description: string; categories: string[]; version: string | null }[]
}

const NOBODY = '-'
const words = (text: string) => text.split(/[\s,]+/).filter(Boolean)

/** Chooses parts, says what they are, and publishes them. */
export function PublishForm({ workspaceId, skills, agents, httpTools, mcpServers, published }: PublishFormProps) {
  const t = useTranslations('market')
  const router = useRouter()
  const [name, setName] = useState('')
  const [skillIds, setSkillIds] = useState<string[]>([])
  const [agentIds, setAgentIds] = useState<string[]>([])
  const [httpToolIds, setHttpToolIds] = useState<string[]>([])
  const [mcpServerIds, setMcpServerIds] = useState<string[]>([])
  const [category, setCategory] = useState<string>('other')
  const [listing, setListing] = useState<string>('private')
  const [starter, setStarter] = useState(NOBODY)
  const [blocked, setBlocked] = useState<ScanReport | null>(null)
  const before = published.find((each) => each.name === name.trim())
  const action = useCallback(
    (data: FormData) => {
      const text = (field: string) => String(data.get(field) ?? '')
      const firstTask = agentIds.includes(starter) && text('task') ? { agentId: starter, text: text('task') } : null
      return publish({
        workspaceId,
        name,
        version: text('version'),
        license: text('license'),
        title: text('title'),
        description: text('description'),
        categories: [category],
        readme: text('readme'),
        changes: text('changes'),
        skillIds,
        agentIds,
        httpToolIds,
        mcpServerIds,
        firstTask,
        hosts: words(text('hosts')),
        secrets: readSecrets(text('secrets')),
        listing,
      })
    },
    [workspaceId, name, category, skillIds, agentIds, httpToolIds, mcpServerIds, starter, listing],
  )
  const finish = useCallback(
    (saved: { package: PackageView | null; report: ScanReport }) => {
      setBlocked(saved.package ? null : saved.report)
      if (saved.package) router.push(workspacePaths(workspaceId).package(saved.package.id))
    },
    [router, workspaceId],
  )
  const { submit, pending, error } = useSubmit(action, finish)
  const errorsOf = (field: string) =>
    Object.entries(error?.fieldErrors ?? {}).flatMap(([at, messages]) =>
      at === field || at.startsWith(`${field}.`) ? messages : [],
    )
  const parts = [...errorsOf('contents'), ...errorsOf('permissions')]
  return (
    <Form error={error} autoComplete="off" onSubmit={submit} className="gap-8">
      <Section title={t('whatItHolds')} description={t('whatItHoldsDescription')}>
        <PartChoice legend={t('skills')} none={t('noSkills')} parts={skills} chosen={skillIds} onChange={setSkillIds} />
        <PartChoice legend={t('agents')} none={t('noAgents')} parts={agents} chosen={agentIds} onChange={setAgentIds} />
        {httpTools.length > 0 && (
          <PartChoice
            legend={t('httpTools')}
            none=""
            parts={httpTools}
            chosen={httpToolIds}
            onChange={setHttpToolIds}
          />
        )}
        {mcpServers.length > 0 && (
          <PartChoice
            legend={t('mcpServers')}
            none=""
            parts={mcpServers}
            chosen={mcpServerIds}
            onChange={setMcpServerIds}
          />
        )}
        {agentIds.length > 0 && (
          <>
            <Field label={t('startsWith')}>
              {(control) => (
                <Select
                  {...control}
                  value={starter}
                  onValueChange={setStarter}
                  options={[
                    { value: NOBODY, label: t('nobody') },
                    ...agents
                      .filter(({ id }) => agentIds.includes(id))
                      .map(({ id, name: label }) => ({ value: id, label })),
                  ]}
                />
              )}
            </Field>
            {starter !== NOBODY && (
              <Field label={t('firstTaskText')} errors={errorsOf('firstTask')}>
                {(control) => <Textarea {...control} name="task" maxLength={10_000} />}
              </Field>
            )}
          </>
        )}
        {parts.length > 0 && (
          <Notice tone="danger" role="alert">
            {parts.join(' ')}
          </Notice>
        )}
      </Section>
      <Section title={t('whatItIs')}>
        <Field label={t('name')} hint={t('nameHint')} errors={errorsOf('name')}>
          {(control) => (
            <Input
              {...control}
              list="published-names"
              value={name}
              onChange={({ target }) => setName(target.value)}
              spellCheck={false}
              maxLength={64}
              placeholder="pdf-forms"
              className="font-mono text-sm"
            />
          )}
        </Field>
        <datalist id="published-names">
          {published.map((each) => (
            <option key={each.name} value={each.name} />
          ))}
        </datalist>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('version')}
            hint={before?.version ? t('versionAfter', { version: before.version }) : undefined}
            errors={errorsOf('version')}
          >
            {(control) => <Input {...control} name="version" defaultValue="1.0.0" spellCheck={false} />}
          </Field>
          <Field label={t('licence')} errors={errorsOf('license')}>
            {(control) => <Input {...control} name="license" defaultValue="MIT" spellCheck={false} />}
          </Field>
        </div>
        <Field label={t('titleLabel')} errors={errorsOf('title')}>
          {(control) => (
            <Input {...control} key={before?.name} name="title" maxLength={80} defaultValue={before?.title} />
          )}
        </Field>
        <Field label={t('description')} errors={errorsOf('description')}>
          {(control) => (
            <Textarea
              {...control}
              key={before?.name}
              name="description"
              maxLength={300}
              defaultValue={before?.description}
            />
          )}
        </Field>
        <Field label={t('categoryLabel')} errors={errorsOf('categories')}>
          {(control) => (
            <Select
              {...control}
              value={category}
              onValueChange={setCategory}
              options={PACKAGE_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('readme')} hint={t('readmeHint')} errors={errorsOf('readme')}>
          {(control) => <Textarea {...control} name="readme" rows={6} maxLength={50_000} />}
        </Field>
        {before && (
          <Field label={t('changes')} errors={errorsOf('changes')}>
            {(control) => <Textarea {...control} name="changes" maxLength={5_000} />}
          </Field>
        )}
      </Section>
      <Section title={t('whatItNeeds')} description={t('whatItNeedsDescription')}>
        <Field label={t('hosts')} hint={t('hostsHint')} errors={errorsOf('hosts')}>
          {(control) => (
            <Textarea
              {...control}
              name="hosts"
              spellCheck={false}
              placeholder="api.example.com"
              className="font-mono text-sm"
            />
          )}
        </Field>
        <SecretDeclarations errors={errorsOf('secrets')} />
      </Section>
      <Section title={t('forWhom')}>
        <Field label={t('forWhom')} hideLabel>
          {(control) => (
            <Select
              {...control}
              value={listing}
              onValueChange={setListing}
              options={[
                { value: 'private', label: t('listing.private'), description: t('privateHint') },
                { value: 'submitted', label: t('toCatalogue'), description: t('submittedHint') },
              ]}
            />
          )}
        </Field>
      </Section>
      {blocked && (
        <div className="flex flex-col gap-2">
          <Notice tone="danger" role="alert">
            {t('blocked')}
          </Notice>
          <Findings report={blocked} />
        </div>
      )}
      <Button type="submit" variant="primary" pending={pending} className="self-start">
        <PackagePlus aria-hidden />
        {t('publish')}
      </Button>
    </Form>
  )
}
