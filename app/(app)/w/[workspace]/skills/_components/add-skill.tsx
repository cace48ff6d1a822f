'use client'

import { FileArchive, FolderUp, PenLine, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type DragEvent, useId, useRef, useState } from 'react'
import { readDropped } from '#components/files/dropped-files.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { ScanReport } from '#lib/scan/schema.ts'
import { Findings } from './findings.tsx'
import { contentOf, sendSkill } from './skills-api.ts'

interface AddSkillProps {
  workspaceId: string
  agents: { id: string; name: string }[]
}

const draft = `---
name: my-skill
description: What it does, and when to use it.
---
# My skill

1. First, ...
`

/** Takes a folder, a zip or a first draft, and shows what the check says where it does not let it in. */
export function AddSkill({ workspaceId, agents }: AddSkillProps) {
  const t = useTranslations('skills')
  const problemWords = useProblemWords()
  const router = useRouter()
  const [agentId, setAgentId] = useState('')
  const [isChecking, setChecking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [blocked, setBlocked] = useState<ScanReport | null>(null)
  const zip = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const ownerId = useId()

  const send = async (read: () => Promise<{ file: File; path: string }[]>) => {
    setProblem(null)
    setBlocked(null)
    setChecking(true)
    try {
      const content = await contentOf(await read())
      if (!content) return setProblem(t('tooLarge'))
      const { skill, report } = await sendSkill(`${workspaceId}/skills`, 'POST', {
        ...content,
        agentId: agentId || null,
      })
      if (skill) router.push(workspacePaths(workspaceId).skill(skill.id))
      else setBlocked(report)
    } catch (error) {
      setProblem(problemWords(error))
    } finally {
      setChecking(false)
    }
  }
  const chosen = (list: FileList | null) => {
    const files = [...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }))
    if (files.length > 0) void send(async () => files)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    const dropped = readDropped(event.dataTransfer, '')
    void send(async () => (await dropped).files.map(({ file, path }) => ({ file, path: path.replace(/^\/+/, '') })))
  }

  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="primary" size="sm">
          <Plus aria-hidden />
          {t('add')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('addTitle')} description={t('addDescription')}>
        <div className="flex max-h-[70vh] flex-col gap-4 overflow-y-auto">
          <label htmlFor={ownerId} className="flex flex-col gap-1 font-medium text-sm">
            {t('for')}
            <select
              id={ownerId}
              value={agentId}
              onChange={(event) => setAgentId(event.target.value)}
              className="h-9 rounded-md border bg-background px-2 font-normal"
            >
              <option value="">{t('allAgents')}</option>
              {agents.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <fieldset
            aria-label={t('addDescription')}
            onDragOver={(event) => event.preventDefault()}
            onDrop={drop}
            className="flex flex-wrap items-center justify-center gap-2 rounded-lg border border-dashed p-6"
          >
            <Button disabled={isChecking} onClick={() => folder.current?.click()}>
              <FolderUp aria-hidden />
              {t('chooseFolder')}
            </Button>
            <Button disabled={isChecking} onClick={() => zip.current?.click()}>
              <FileArchive aria-hidden />
              {t('chooseZip')}
            </Button>
            <Button
              disabled={isChecking}
              onClick={() => void send(async () => [{ file: new File([draft], 'SKILL.md'), path: 'SKILL.md' }])}
            >
              <PenLine aria-hidden />
              {t('write')}
            </Button>
          </fieldset>
          <input ref={zip} type="file" hidden accept=".zip,.skill" onChange={(event) => chosen(event.target.files)} />
          <input
            ref={folder}
            type="file"
            hidden
            multiple
            {...{ webkitdirectory: '' }}
            onChange={(event) => chosen(event.target.files)}
          />
          {isChecking && <p role="status">{t('checking')}</p>}
          {problem && (
            <Notice tone="danger" role="alert">
              {problem}
            </Notice>
          )}
          {blocked && (
            <div className="flex flex-col gap-2">
              <Notice tone="danger" role="alert">
                <strong>{t('blockedTitle')}</strong> {t('blockedHint')}
              </Notice>
              <Findings report={blocked} />
            </div>
          )}
        </div>
      </DialogContent>
    </Dialog>
  )
}
