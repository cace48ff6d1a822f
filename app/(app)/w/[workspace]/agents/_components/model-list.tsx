'use client'

import { ArrowUp, FlaskConical, Plus, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { DEMO_PROVIDER, type ModelChoice } from '#lib/agents/schema.ts'
import type { ModelInfo } from '#lib/providers/schema.ts'
import { ModelParameterFields } from './model-parameter-fields.tsx'
import { useProviderModels } from './use-provider-models.ts'

export interface ProviderOption {
  id: string
  name: string
}

interface ModelListProps {
  workspaceId: string
  value: readonly ModelChoice[]
  onChange: (models: ModelChoice[]) => void
  providers: readonly ProviderOption[]
  providersHref: string
  /** Messages by dotted path, as the server sends them. */
  errors: Record<string, string[]> | undefined
}

const MAX_CHOICES = 5
const demoChoice: ModelChoice = { providerId: DEMO_PROVIDER, model: 'demo' }

/** The model, and those that step in, in order, when it fails. */
export function ModelList({ workspaceId, value, onChange, providers, providersHref, errors }: ModelListProps) {
  const t = useTranslations('agents')
  const options = [
    ...providers.map(({ id, name }) => ({ value: id, label: name })),
    { value: DEMO_PROVIDER, label: t('demoModel'), description: t('demoDescription') },
  ]
  const change = (index: number, choice: ModelChoice) => onChange(value.with(index, choice))
  const first = providers[0]
  return (
    <div className="flex flex-col gap-3">
      {value.length === 0 && (
        <Notice icon={FlaskConical} tone="warning">
          {t.rich('demoNotice', { strong: (words) => <strong>{words}</strong> })}{' '}
          {first
            ? t('chooseBelow')
            : t.rich('addProviderHint', { link: (words) => <Link href={providersHref}>{words}</Link> })}
        </Notice>
      )}
      {value.length > 0 && (
        <ol className="flex flex-col gap-2">
          {value.map((choice, index) => (
            <ModelRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place in the order
              key={index}
              workspaceId={workspaceId}
              index={index}
              choice={choice}
              options={options}
              error={errors?.[`models.${index}.model`]?.[0] ?? errors?.[`models.${index}.providerId`]?.[0]}
              onChange={(changed) => change(index, changed)}
              onMoveUp={() => onChange(swapWithPrevious(value, index))}
              onRemove={() => onChange(value.toSpliced(index, 1))}
            />
          ))}
        </ol>
      )}
      {value.length < MAX_CHOICES && (value.length > 0 || first) && (
        <Button
          size="sm"
          className="self-start"
          onClick={() => onChange([...value, first ? { providerId: first.id, model: '' } : demoChoice])}
        >
          <Plus aria-hidden />
          {value.length === 0 ? t('chooseModel') : t('addFallback')}
        </Button>
      )}
    </div>
  )
}

interface ModelRowProps {
  workspaceId: string
  index: number
  choice: ModelChoice
  options: { value: string; label: string; description?: string }[]
  error: string | undefined
  onChange: (choice: ModelChoice) => void
  onMoveUp: () => void
  onRemove: () => void
}

function ModelRow({ workspaceId, index, choice, options, error, onChange, onMoveUp, onRemove }: ModelRowProps) {
  const t = useTranslations('agents')
  const id = useId()
  const suggestions = useProviderModels(workspaceId, choice.providerId)
  const place = index === 0 ? t('mainModel') : t('fallback', { index })
  const isDemo = choice.providerId === DEMO_PROVIDER
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-center gap-2 max-sm:flex-wrap">
        <span className="w-20 shrink-0 text-muted-foreground text-sm max-sm:w-full">
          {index === 0 ? t('first') : t('ifItFails')}
        </span>
        <Select
          aria-label={t('placeProvider', { place })}
          className="w-44 shrink-0 max-sm:flex-1"
          value={choice.providerId}
          options={options}
          onValueChange={(providerId) =>
            onChange(providerId === DEMO_PROVIDER ? demoChoice : { providerId, model: '' })
          }
        />
        <Input
          aria-label={t('placeModel', { place })}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          list={`${id}-models`}
          className="font-mono text-sm max-sm:order-last max-sm:w-full"
          value={choice.model}
          disabled={isDemo}
          placeholder={t('modelName')}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => onChange(withModel(choice, target.value, suggestions))}
        />
        <datalist id={`${id}-models`}>
          {suggestions?.map(({ id: model }) => (
            <option key={model} value={model} />
          ))}
        </datalist>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('moveUp', { place })}
          disabled={index === 0}
          onClick={onMoveUp}
        >
          <ArrowUp aria-hidden />
        </Button>
        <Button variant="ghost" size="icon-sm" aria-label={t('removePlace', { place })} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      {!isDemo && <ModelParameterFields place={place} choice={choice} onChange={onChange} />}
      {suggestions === null && <p className="pl-22 text-muted-foreground text-sm max-sm:pl-0">{t('modelsUnknown')}</p>}
      {error && (
        <p id={`${id}-error`} role="alert" className="pl-22 text-danger text-sm max-sm:pl-0">
          {error}
        </p>
      )}
    </li>
  )
}

/** What the provider's list tells of a model goes for it; what a person said themselves stays where it tells nothing. */
function withModel(choice: ModelChoice, model: string, listed: readonly ModelInfo[] | null | undefined): ModelChoice {
  const [before, after] = [choice.model, model].map((name) => listed?.find(({ id }) => id === name))
  const sees = after?.sees ?? (choice.sees === before?.sees ? undefined : choice.sees)
  const isListed = choice.contextTokens === before?.contextTokens
  return {
    ...choice,
    model,
    sees,
    contextTokens: after?.contextTokens ?? (isListed ? undefined : choice.contextTokens),
  }
}

function swapWithPrevious<T>(list: readonly T[], index: number): T[] {
  const previous = list[index - 1]
  const current = list[index]
  if (previous === undefined || current === undefined) return [...list]
  return list.with(index - 1, current).with(index, previous)
}
