export default { experimental: { serverSourceMaps: true } };
