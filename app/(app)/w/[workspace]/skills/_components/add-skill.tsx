'use client'

import { FileArchive, FolderUp, PenLine, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type DragEvent, useRef, useState } from 'react'
import { readDropped } from '#components/files/dropped-files.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { SkillChecked } from '#lib/skills/schema.ts'
import { CheckedSkill } from './checked-skill.tsx'
import { checkSkill, contentOf, placeOf, type SkillContent, sendSkill } from './skills-api.ts'
import { WriteSkill } from './write-skill.tsx'

interface AddSkillProps {
  workspaceId: string
  tenant: { id: string; name: string }
  agents: { id: string; name: string }[]
  /** May keep skills of the whole organisation, and let serious findings through. */
  isAdmin: boolean
}

const [WORKSPACE, TENANT] = ['workspace', 'tenant']

/** Takes a folder, a zip or a first draft, shows what the check says of it, and adds it when the person wants it. */
export function AddSkill({ workspaceId, tenant, agents, isAdmin }: AddSkillProps) {
  const t = useTranslations('skills')
  const problemWords = useProblemWords()
  const router = useRouter()
  const [owner, setOwner] = useState(WORKSPACE)
  const [isWriting, setWriting] = useState(false)
  const [busy, setBusy] = useState<'checking' | 'adding' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [checked, setChecked] = useState<{ content: SkillContent; skill: SkillChecked } | null>(null)
  const zip = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)

  const during = async (what: 'checking' | 'adding', work: () => Promise<void>) => {
    setProblem(null)
    setBusy(what)
    try {
      await work()
    } catch (error) {
      setProblem(problemWords(error))
    } finally {
      setBusy(null)
    }
  }
  const check = (read: () => Promise<{ file: File; path: string }[]>) =>
    during('checking', async () => {
      setChecked(null)
      const content = await contentOf(await read())
      if (!content) return setProblem(t('tooLarge'))
      setChecked({ content, skill: await checkSkill(workspaceId, content) })
    })
  const add = (content: SkillContent) =>
    during('adding', async () => {
      const place = placeOf({ workspaceId: owner === TENANT ? null : workspaceId }, tenant.id)
      const agentId = owner === WORKSPACE || owner === TENANT ? {} : { agentId: owner }
      const { skill, report } = await sendSkill(`${place}/skills`, 'POST', { ...content, ...agentId })
      if (skill) router.push(workspacePaths(workspaceId).skill(skill.id))
      else setChecked((before) => before && { ...before, skill: { ...before.skill, report } })
    })
  const chosen = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }))
    // The same file again, once it was mended, is a change as well.
    input.value = ''
    if (files.length > 0) void check(async () => files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    const dropped = readDropped(event.dataTransfer, '')
    void check(async () => (await dropped).files.map(({ file, path }) => ({ file, path: path.replace(/^\/+/, '') })))
  }
  const close = (isOpen: boolean) => {
    if (isOpen) return
    setProblem(null)
    setChecked(null)
    setWriting(false)
  }

  return (
    <Dialog onOpenChange={close}>
      <DialogTrigger asChild>
        <Button variant="primary" size="sm">
          <Plus aria-hidden />
          {t('add')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('addTitle')} description={t('addDescription')}>
        <div className="flex max-h-[70vh] flex-col gap-4 overflow-y-auto">
          <Field label={t('for')}>
            {(control) => (
              <Select
                {...control}
                value={owner}
                onValueChange={setOwner}
                options={[
                  { value: WORKSPACE, label: t('allAgents') },
                  ...(isAdmin ? [{ value: TENANT, label: t('allOf', { name: tenant.name }) }] : []),
                  ...agents.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          </Field>
          {isWriting ? (
            <WriteSkill isPending={busy === 'adding'} onWrite={(content) => void add(content)} />
          ) : (
            <fieldset
              aria-label={t('addDescription')}
              onDragOver={(event) => event.preventDefault()}
              onDrop={drop}
              className="flex flex-wrap items-center justify-center gap-2 rounded-lg border border-dashed p-6"
            >
              <Button disabled={busy !== null} onClick={() => folder.current?.click()}>
                <FolderUp aria-hidden />
                {t('chooseFolder')}
              </Button>
              <Button disabled={busy !== null} onClick={() => zip.current?.click()}>
                <FileArchive aria-hidden />
                {t('chooseZip')}
              </Button>
              <Button disabled={busy !== null} onClick={() => setWriting(true)}>
                <PenLine aria-hidden />
                {t('write')}
              </Button>
            </fieldset>
          )}
          <input ref={zip} type="file" hidden accept=".zip,.skill" onChange={(event) => chosen(event.target)} />
          <input
            ref={folder}
            type="file"
            hidden
            multiple
            {...{ webkitdirectory: '' }}
            onChange={(event) => chosen(event.target)}
          />
          {busy === 'checking' && <p role="status">{t('checking')}</p>}
          {problem && (
            <Notice tone="danger" role="alert">
              {problem}
            </Notice>
          )}
          {checked && !isWriting && (
            <CheckedSkill
              skill={checked.skill}
              isAdmin={isAdmin}
              isPending={busy === 'adding'}
              onAdd={() => void add(checked.content)}
            />
          )}
        </div>
      </DialogContent>
    </Dialog>
  )
}
