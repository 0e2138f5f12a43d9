import DefaultTheme from 'vitepress/theme';
import { theme as openApi, useOpenapi } from 'vitepress-openapi/client';
import 'vitepress-openapi/dist/style.css';
import spec from '../../openapi.json' with { type: 'json' };

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    useOpenapi({ spec });
    openApi.enhanceApp({ app });
  },
};
