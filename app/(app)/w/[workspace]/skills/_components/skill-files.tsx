'use client'

import { FilePlus2, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { ScanReport } from '#lib/scan/schema.ts'
import type { SkillFile, SkillView } from '#lib/skills/schema.ts'
import { Findings } from './findings.tsx'
import { checkSkill, placeOf, sendSkill } from './skills-api.ts'

const CodeView = dynamic(() => import('#components/files/code-view.tsx').then((module) => module.CodeView), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-40" />,
})

interface SkillFilesProps {
  workspaceId: string
  tenantId: string
  skill: SkillView
  mayWrite: boolean
  /** Path of the file that is shown. */
  open: string
  onOpen: (path: string) => void
}

/** The files of a skill, edited together and saved as its next version, if the check lets it. */
export function SkillFiles({ workspaceId, tenantId, skill, mayWrite, open, onOpen }: SkillFilesProps) {
  const t = useTranslations('skills')
  const problemWords = useProblemWords()
  const router = useRouter()
  const [base, setBase] = useState(skill)
  const [files, setFiles] = useState<SkillFile[]>(skill.files)
  const [isSaving, setSaving] = useState(false)
  const [blocked, setBlocked] = useState<ScanReport | null>(null)
  /** Found in what is to be saved, and not in what is there: the person says whether it is meant. */
  const [doubts, setDoubts] = useState<ScanReport | null>(null)
  const [newPath, setNewPath] = useState('')
  const shown = files.find(({ path }) => path === open) ?? files[0]
  const isDirty = files !== base.files
  const adopt = (newer: SkillView) => {
    setBase(newer)
    setFiles(newer.files)
    setBlocked(null)
    setDoubts(null)
  }
  // Somebody else has saved: what was begun here stays until its author says otherwise.
  const isBehind = skill.version > base.version
  if (isBehind && !isDirty) adopt(skill)
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isDirty])

  const edit = (next: SkillFile[]) => {
    setFiles(next)
    setBlocked(null)
    setDoubts(null)
  }
  const save = async (isMeant = false) => {
    if (isSaving || !isDirty) return
    setSaving(true)
    setBlocked(null)
    try {
      const { report } = await checkSkill(workspaceId, { files })
      if (report.verdict === 'block') return setBlocked(report)
      const added = newFindings(report, base.report)
      if (added.findings.length > 0 && !isMeant) return setDoubts(added)
      const path = `${placeOf(base, tenantId)}/skills/${base.id}`
      const saved = await sendSkill(path, 'PUT', { files, baseVersion: base.version })
      if (!saved.skill) return setBlocked(saved.report)
      adopt(saved.skill)
      toast.success(t('saved'))
      router.refresh()
    } catch (error) {
      toast.error(problemWords(error))
    } finally {
      setSaving(false)
    }
  }
  const change = (path: string, content: string) =>
    edit(files.map((file) => (file.path === path ? { ...file, content } : file)))
  const addFile = () => {
    const path = newPath.trim()
    if (!path || files.some((file) => file.path === path)) return
    edit([...files, { path, encoding: 'utf8', content: '' }])
    setNewPath('')
    onOpen(path)
  }

  return (
    <Section
      title={t('files')}
      action={
        mayWrite && (
          <span className="flex items-center gap-2">
            {isDirty && <span className="text-muted-foreground text-sm">{t('unsaved')}</span>}
            <Button size="sm" variant="primary" disabled={!isDirty} pending={isSaving} onClick={() => void save()}>
              {t('save')}
            </Button>
          </span>
        )
      }
    >
      {isBehind && isDirty && (
        <Notice tone="warning" role="status">
          <span className="flex flex-wrap items-center gap-2">
            {t('behind', { number: skill.version })}
            <Button size="sm" onClick={() => adopt(skill)}>
              {t('takeTheirs')}
            </Button>
          </span>
        </Notice>
      )}
      {doubts && (
        <div className="flex flex-col gap-2">
          <Notice tone="warning" role="alert">
            <span className="flex flex-wrap items-center gap-2">
              <strong>{t('doubtsTitle')}</strong>
              <Button size="sm" pending={isSaving} onClick={() => void save(true)}>
                {t('saveAnyway')}
              </Button>
            </span>
          </Notice>
          <Findings report={doubts} onOpen={onOpen} />
        </div>
      )}
      {blocked && (
        <div className="flex flex-col gap-2">
          <Notice tone="danger" role="alert">
            <strong>{t('blockedSave')}</strong> {t('blockedHint')}
          </Notice>
          <Findings report={blocked} onOpen={onOpen} />
        </div>
      )}
      <div className="flex min-h-96 rounded-lg border max-md:flex-col">
        <div className="flex w-60 shrink-0 flex-col border-r max-md:w-full max-md:border-r-0 max-md:border-b">
          <ul className="flex-1 p-1">
            {files.map(({ path }) => (
              <li key={path} className={cn('flex items-center rounded-md', path === shown?.path && 'bg-muted')}>
                <button
                  type="button"
                  aria-current={path === shown?.path}
                  className="min-w-0 flex-1 truncate px-2 py-1 text-left font-mono text-xs"
                  onClick={() => onOpen(path)}
                >
                  {path}
                </button>
                {mayWrite && path !== 'SKILL.md' && (
                  <Button
                    size="icon-sm"
                    variant="ghost"
                    aria-label={t('removeFile', { name: path })}
                    onClick={() => edit(files.filter((file) => file.path !== path))}
                  >
                    <X aria-hidden />
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {mayWrite && (
            <form
              className="flex gap-1 border-t p-1"
              onSubmit={(event) => {
                event.preventDefault()
                addFile()
              }}
            >
              <Input
                aria-label={t('filePath')}
                placeholder="scripts/run.sh"
                value={newPath}
                maxLength={300}
                onChange={(event) => setNewPath(event.target.value)}
                className="h-8 min-w-0 flex-1 font-mono text-xs"
              />
              <Button type="submit" size="icon-sm" variant="ghost" aria-label={t('addFile')}>
                <FilePlus2 aria-hidden />
              </Button>
            </form>
          )}
        </div>
        <div className="h-128 min-w-0 flex-1 overflow-hidden">
          {shown?.encoding === 'base64' ? (
            <p className="p-4 text-muted-foreground">{t('notText')}</p>
          ) : (
            shown && (
              <CodeView
                path={shown.path}
                text={shown.content}
                label={t('editing', { name: shown.path })}
                onChange={mayWrite ? (content) => change(shown.path, content) : undefined}
                onSave={() => void save()}
              />
            )
          )}
        </div>
      </div>
    </Section>
  )
}

/** What the one report says of at least medium weight, and the other did not, wherever in its file it stood. */
function newFindings(report: ScanReport, before: ScanReport): ScanReport {
  const known = new Set(before.findings.map(({ path, reason }) => `${path}\n${reason}`))
  const findings = report.findings.filter(
    ({ path, reason, severity }) => severity !== 'low' && !known.has(`${path}\n${reason}`),
  )
  return { ...report, findings, omitted: 0 }
}
