// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lib/Target/DataObject.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace llvm::object;
using cameo::ByteSink;

constexpr uint64_t alignment = 64;

template <class T> static ArrayRef<char> bytesOf(const T &value) {
  return ArrayRef(reinterpret_cast<const char *>(&value), sizeof value);
}

// Header, the data, symbols, names, section headers.
template <class ELFT>
static void write(const ELFFile<ELFT> &like, StringRef symbol, uint64_t bytes,
                  function_ref<void(ByteSink)> data, ByteSink sink) {
  static constexpr char sectionNames[] =
      "\0.rodata.weights\0.symtab\0.strtab\0.shstrtab\0.note.GNU-stack";
  enum Section { None, Data, Symbols, Strings, SectionNames, Stack, Count };
  const std::string strings = '\0' + symbol.str() + '\0';

  uint64_t offset = 0;
  auto give = [&](ArrayRef<char> piece) {
    sink(piece);
    offset += piece.size();
  };
  typename ELFT::Shdr sections[Count] = {};
  auto describe = [&](Section section, uint32_t type, uint64_t size, uint64_t align) {
    static const std::string zeros(alignment, '\0');
    give(ArrayRef(zeros.data(), alignTo(offset, align) - offset));
    auto &header = sections[section];
    header.sh_name = StringRef(sectionNames, sizeof sectionNames)
                         .find(section == Data      ? ".rodata.weights"
                               : section == Symbols ? ".symtab"
                               : section == Strings ? ".strtab"
                               : section == Stack   ? ".note.GNU-stack"
                                                    : ".shstrtab");
    header.sh_type = type;
    header.sh_offset = offset;
    header.sh_size = size;
    header.sh_addralign = align;
  };

  typename ELFT::Ehdr start = {};
  std::copy(std::begin(like.getHeader().e_ident), std::end(like.getHeader().e_ident),
            std::begin(start.e_ident));
  start.e_type = ELF::ET_REL;
  start.e_machine = like.getHeader().e_machine;
  start.e_version = ELF::EV_CURRENT;
  start.e_flags = like.getHeader().e_flags;
  start.e_ehsize = sizeof start;
  start.e_shentsize = sizeof sections[0];
  start.e_shnum = Count;
  start.e_shstrndx = SectionNames;
  typename ELFT::Sym symbols[2] = {};
  symbols[1].st_name = 1;
  symbols[1].st_size = bytes;
  symbols[1].st_shndx = Data;
  symbols[1].setBindingAndType(ELF::STB_GLOBAL, ELF::STT_OBJECT);
  symbols[1].setVisibility(ELF::STV_HIDDEN);
  // The section headers come last, at an offset that the sizes tell.
  uint64_t end = alignTo(sizeof start, alignment) + bytes;
  end = alignTo(end, 8) + sizeof symbols + strings.size() + sizeof sectionNames;
  start.e_shoff = alignTo(end, 8);

  give(bytesOf(start));
  describe(Data, ELF::SHT_PROGBITS, bytes, alignment);
  sections[Data].sh_flags = ELF::SHF_ALLOC;
  data(give);
  describe(Symbols, ELF::SHT_SYMTAB, sizeof symbols, 8);
  sections[Symbols].sh_link = Strings;
  sections[Symbols].sh_info = 1; // the first that is global
  sections[Symbols].sh_entsize = sizeof symbols[0];
  give(bytesOf(symbols));
  describe(Strings, ELF::SHT_STRTAB, strings.size(), 1);
  give(ArrayRef(strings.data(), strings.size()));
  describe(SectionNames, ELF::SHT_STRTAB, sizeof sectionNames, 1);
  give(bytesOf(sectionNames));
  describe(Stack, ELF::SHT_PROGBITS, 0, 1); // no stack that can be executed
  static const std::string zeros(8, '\0');
  give(ArrayRef(zeros.data(), start.e_shoff - offset));
  give(bytesOf(sections));
}

Error cameo::writeDataObject(StringRef like, StringRef symbol, uint64_t bytes,
                             function_ref<void(ByteSink)> data, ByteSink sink) {
  auto file = ObjectFile::createELFObjectFile(MemoryBufferRef(like, "object"));
  if (!file)
    return file.takeError();
  if (auto *elf = dyn_cast<ELF64LEObjectFile>(file->get()))
    write(elf->getELFFile(), symbol, bytes, data, sink);
  else if (auto *elf = dyn_cast<ELF64BEObjectFile>(file->get()))
    write(elf->getELFFile(), symbol, bytes, data, sink);
  else if (auto *elf = dyn_cast<ELF32LEObjectFile>(file->get()))
    write(elf->getELFFile(), symbol, bytes, data, sink);
  else if (auto *elf = dyn_cast<ELF32BEObjectFile>(file->get()))
    write(elf->getELFFile(), symbol, bytes, data, sink);
  return Error::success();
}
