/** The sites that a person may grant, as match patterns: those whose origins `grantableOrigin` takes. */
export const GRANTABLE_HOSTS = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];
