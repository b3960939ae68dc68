import { defineConfig, drivers } from '@adonisjs/core/encryption';

const keys = ['a key of thirty-two characters..'];
export default defineConfig({ default: 'gcm', list: { gcm: drivers.aes256gcm({ keys, id: 'gcm' }) } });
