import { useTranslations } from 'next-intl'
import { KEY_SCOPES } from '#lib/access/key-scopes.ts'

/** What a key may do of what its role may. */
export function KeyScopes() {
  const t = useTranslations('team.keys')
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium">{t('scopes')}</legend>
      {KEY_SCOPES.map((scope) => (
        <label key={scope} className="flex items-start gap-2.5 rounded-md px-1 py-1">
          <input
            type="checkbox"
            name={scope}
            defaultChecked={scope !== 'manage'}
            disabled={scope === 'read'}
            className="mt-0.5 size-4 accent-primary"
          />
          <span>
            <span className="block font-medium">{t(`scope.${scope}.label`)}</span>
            <span className="block text-muted-foreground text-sm">{t(`scope.${scope}.description`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
